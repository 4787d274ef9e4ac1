//! Web pages as the content systems of governments make them.

fn text(page: &str) -> String {
    reading::read(page.as_bytes(), Some("a.html")).unwrap_or_else(|why| panic!("{why}: {page}")).text
}

/// Words enough for a page that counts as a document.
fn long(times: usize) -> String {
    "各有关单位要加强统筹协调，按时间节点推进各项工作，及时报送进展情况。".repeat(times)
}

#[test]
fn menus_bars_and_footers_are_left_out() {
    let words = long(12);
    let page = format!(
        "<html><head><title>南山县人民政府</title></head><body class='nav-page'>\
         <div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/xw'>县教育局</a></li></ul></div>\
         <div class=\"dqwz\">当前位置：<a href='/'>首页</a> &gt; 政府文件</div>\
         <h1>关于印发实施方案的通知</h1>\
         <div id=\"share-box\">分享到：微信</div><p style=\"display: none\">隐藏的话</p>\
         <div class='TRS_Editor'><p>{words}</p><p>（一）完善标准。（县教育局负责）</p></div>\
         <div><p>相关阅读</p><ul><li><a href='1'>县财政局通知</a></li></ul></div>\
         <div class=footer><p>主办：南山县人民政府办公室</p></div></body></html>"
    );
    assert_eq!(text(&page), format!("关于印发实施方案的通知\n{words}\n（一）完善标准。（县教育局负责）\n"));
}

#[test]
fn menus_without_names_are_known_by_their_links() {
    let words = long(12);
    let links: String = ["首页", "要闻", "公开", "服务", "互动"]
        .map(|word| format!("<p><a href='#'>{word}</a></p>"))
        .concat();
    let page = format!("<div>{links}</div><div><p>{words}</p><p>详见<a href='x'>附件</a>。</p></div>");
    assert_eq!(text(&page), format!("{words}\n详见附件。\n"));
}

#[test]
fn a_short_page_keeps_what_looks_like_a_bar() {
    assert_eq!(
        text("<div class='nav'>（一）完善标准。（县教育局负责）</div>"),
        "（一）完善标准。（县教育局负责）\n"
    );
}

#[test]
fn tables_that_lay_out_a_page_are_no_ledgers() {
    let page = "<table><tr><td>栏目</td><td><table><tr><td><p>通知</p>（一）完善标准。（县教育局负责）</td></tr></table></td></tr>\
                <tr><td><table><tr><th>序号</th><th>任务</th><th>牵头单位</th></tr>\
                <tr><td>1</td><td>建设公园2处</td><td>县园林局</td></tr></table></td></tr></table>";
    assert_eq!(
        text(page),
        "栏目\n通知\n（一）完善标准。（县教育局负责）\n序号 | 任务 | 牵头单位 |\n1 | 建设公园2处 | 县园林局 |\n"
    );
}

#[test]
fn merged_cells_are_filled() {
    let cases = [
        (
            "<tr><td>序号<td>任务<td>牵头单位<tr><td rowspan=2>1<td>甲<td rowspan='2'>县教育局<tr><td>乙",
            "序号 | 任务 | 牵头单位 |\n1 | 甲 | 县教育局 |\n1 | 乙 | 县教育局 |\n",
        ),
        (
            "<tr><td colspan=4>任务表<tr><td rowspan=2>序号<td rowspan=2>任务<td colspan=2>责任分工<tr><td>牵头单位<td>配合单位\
             <tr><td>1<td>甲<td>县教育局<td>县财政局",
            "任务表\n序号 | 任务 | 牵头单位 | 配合单位 |\n1 | 甲 | 县教育局 | 县财政局 |\n",
        ),
        (
            "<tr><td rowspan=2>任务<td colspan=2>牵头<td rowspan=2>时限<tr><td>单位<td>领导<tr><td>甲<td>县教育局<td>张三<td>6月",
            "任务 | 牵头单位 | 牵头领导 | 时限 |\n甲 | 县教育局 | 张三 | 6月 |\n",
        ),
        (
            "<tr><td>事项<td colspan=2>要求<td>单位<tr><td>甲<td>1<td>完善制度并抓好落实<td>县教育局",
            "事项 |  | 要求 | 单位 |\n甲 | 1 | 完善制度并抓好落实 | 县教育局 |\n",
        ),
        (
            "<tr><td>序号<td>任务<td>单位<tr><td colspan=3>一、教育<tr><td>1<td>甲<td>县教育局",
            "序号 | 任务 | 单位 |\n一、教育\n1 | 甲 | 县教育局 |\n",
        ),
    ];
    for (rows, expected) in cases {
        assert_eq!(text(&format!("<table>{rows}</table>")), expected, "{rows}");
    }
}

#[test]
fn lines_without_paragraphs() {
    assert_eq!(
        text("<div>一、任务<br/>&emsp;&emsp;（一）甲<BR>（二）乙&nbsp;丙</div>"),
        "一、任务\n　　（一）甲\n（二）乙 丙\n"
    );
    assert_eq!(text("<ol start=3><li>甲</li><li>乙</li></ol><ul><li>丙</ul>"), "3.甲\n4.乙\n丙\n");
    assert_eq!(text("<pre>甲\n乙</pre><p>5<6 & 7>2 &#20844;&#x56ed;"), "甲\n乙\n5<6 & 7>2 公园\n");
}
