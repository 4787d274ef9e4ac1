//! Tables whose cells stand between bars: merged cells, heads in two rows, sections between rows.

use crate::tables::rows;

#[test]
fn empty_cells_below_an_empty_name_are_merged_with_those_above() {
    let text = "
类别 | 序号 | 工作任务 | 责任领导 | 牵头单位 | 责任单位 | 完成时限 |
市容环境 | 1 | 整治背街小巷46条。 | 秦仲明（副区长） | 区城管局 | 各街道办事处 | 2021年6月底前 |
 | 2 | 规范占道经营行为。 | | | 区住建局 | 2021年9月底前 |
 | 3 | 改造垃圾中转站12座。 | | 区环卫中心 | 区财政局 | |
健康教育 | 4 | 创建健康社区15个。 | | 区卫健委 | — | 2021年8月底前 |
";
    assert_eq!(
        rows(text),
        [
            "1 整治背街小巷46条。 | 区城管局 | 各街道办事处 | 秦仲明 | 2021年6月底前",
            "2 规范占道经营行为。 | 区城管局 | 区住建局 | 秦仲明 | 2021年9月底前",
            "3 改造垃圾中转站12座。 | 区环卫中心 | 区财政局 | 秦仲明 | 2021年9月底前",
            "4 创建健康社区15个。 | 区卫健委 |  | 秦仲明 | 2021年8月底前",
        ]
    );
    // A leader who may be the one above is doubted, the units that are printed are not.
    let reading = reading::read(text.as_bytes(), None).expect("readable");
    let codes =
        |n: usize| reading.tasks[n].warnings.iter().map(|warning| warning.code.as_str()).collect::<Vec<_>>();
    assert_eq!((codes(1), codes(3)), (vec![], vec!["leader_unclear"]));
}

#[test]
fn a_cell_that_says_the_same_is_the_one_above() {
    let text = "
序号 | 工作任务 | 牵头单位 | 责任单位 | 完成时限 |
1 | 整治危桥12座。 | 区交通局 | 各镇人民政府 | 2021年6月底前 |
2 | 制定处置方案。 | 同上 | 同上 | 2021年9月底前 |
3 | 开展路域整治。 | 同上 | 区城管局 | 同上 |
";
    assert_eq!(
        rows(text),
        [
            "1 整治危桥12座。 | 区交通局 | 各镇人民政府 |  | 2021年6月底前",
            "2 制定处置方案。 | 区交通局 | 各镇人民政府 |  | 2021年9月底前",
            "3 开展路域整治。 | 区交通局 | 区城管局 |  | 2021年9月底前",
        ]
    );
}

#[test]
fn a_row_without_a_number_names_whoever_heads_a_unit() {
    let text = "
序号 | 反馈问题 | 整改措施 | 责任领导 | 牵头单位 | 责任单位 | 整改时限 | 整改进展 |
1 | 拨付慢。 | 2023年10月底前拨付到位； | 鲁敏 | 县财政局 | 县水利局 | 2023年10月底前 | 已拨付。 |
对3家施工企业进行约谈。 | 县水利局主要负责人 | 县水利局 | 县住建局 | 2023年9月10日前 | 已完成约谈。 | |
";
    assert_eq!(
        rows(text)[1],
        "- 对3家施工企业进行约谈。 | 县水利局 | 县住建局 | 县水利局主要负责人 | 2023年9月10日前"
    );
}

#[test]
fn heads_in_two_rows_of_bars_are_one() {
    let text = "
| 领域 | 序号 | 工作任务 | 牵头 | 责任 | 完成 |
| | | | 单位 | 单位 | 时限 |
| 一、市场环境（2项） | | | | | |
| 信贷 | 1 | 新增贷款35亿元。 | 市金融办 | 市人行<br>市工信局 | 2023年9月底前 |
| | 2 | 注册企业突破2万家。 | | | |
| 政务 | 3 | 梳理事项26个。 | 市大数据局 | / | 2023年6月底前 |
";
    assert_eq!(
        rows(text),
        [
            "1 新增贷款35亿元。 | 市金融办 | 市人行 市工信局 |  | 2023年9月底前",
            "2 注册企业突破2万家。 | 市金融办 | 市人行 市工信局 |  | 2023年9月底前",
            "3 梳理事项26个。 | 市大数据局 |  |  | 2023年6月底前",
        ]
    );
}

#[test]
fn a_section_between_two_tables_of_bars_is_no_row() {
    let text = "
| 序号 | 编号 | 建议标题 | 代表 | 主办单位 | 会办单位 |
| --- | --- | --- | --- | --- | --- |
| 1 | 第012号 | 关于加快水源地建设的建议 | 邱振南 | 市水务局 | 市财政局 |

二、政协提案（1件）

| 序号 | 编号 | 提案标题 | 提案者 | 主办单位 | 会办单位 |
| --- | --- | --- | --- | --- | --- |
| 1 | 第008号 | 关于规范停放秩序的提案 | 侯敏 | 市城管局 | 市公安局 |
";
    assert_eq!(
        rows(text),
        [
            "第012号 关于加快水源地建设的建议 | 市水务局 | 市财政局 |  | ",
            "第008号 关于规范停放秩序的提案 | 市城管局 | 市公安局 |  | ",
        ]
    );
}

#[test]
fn how_large_a_thing_is_is_no_task_beside_what_is_to_be_done() {
    let text = "序号 | 项目名称 | 建设规模及内容 | 2023年目标任务 | 责任单位 |\n1 | 物流园 | 占地120亩，建设仓储4栋。 | 完成仓库2栋主体施工。 | 县商务局 |\n";
    assert_eq!(rows(text), ["1 完成仓库2栋主体施工。 |  | 县商务局 |  | "]);
}

#[test]
fn an_office_above_a_date_is_no_head() {
    let text = "某市安全生产委员会办公室\n2024年3月11日\n附件\n序号 | 重点任务 | 牵头单位 |\n1 | 开展安全检查。 | 市应急局 |\n";
    assert_eq!(rows(text), ["1 开展安全检查。 | 市应急局 |  |  | "]);
}

#[test]
fn a_column_of_groups_only_names_what_is_to_be_done() {
    let text = "序号 | 所属领域 | 任务分组 | 重点任务 | 牵头单位 |\n1 | 算力 | 优化布局。 | 建设监测平台2个。 | 省发展改革委 |\n";
    assert_eq!(rows(text), ["1 建设监测平台2个。 | 省发展改革委 |  |  | "]);
}

#[test]
fn rows_between_bars_go_on_over_lines() {
    let text = "序号 | 年度任务 | 牵头\n单位 | 配合单位 | 完成\n时限 |\n1 | 新建高标准农田8.5万\n亩。 | 市农业\n农村局 | 市财政局、水利局，\n\
        各县人民\n政府 | 2026年\n11月底前 |\n2 | 选派科技特派员。 | 市科技局\n市农业农\n村局 | 市教育局 | 持续\n推进 |\n";
    assert_eq!(
        rows(text),
        [
            "1 新建高标准农田8.5万亩。 | 市农业农村局 | 市财政局 市水利局 各县人民政府 |  | 2026年11月底前",
            "2 选派科技特派员。 | 市科技局 市农业农村局 | 市教育局 |  | ",
        ]
    );
}

#[test]
fn a_name_that_rows_share_stands_before_the_number_of_a_wrapped_row() {
    let text = "类别 | 编号 | 目标任务 | 完成时限 | 责任单位 | 责任人 | 存在问题及\n下步打算 |\n宜居环境 | 1 | 完成老旧小区改造，惠及居民\n8600户。 | 2023年11月底前 | 区住房和城乡建设局\n\
        区更新中心 | 潘树森 | 无 |\n2 | 新建口袋公园12座。 | 2023年10月底前 | 区园林绿化中心 | 鲁晓云 | 无 |\n教育 | 3 | 新建幼儿园4所。 | 2023年12月\n底前 | 区教育局 | 佟雅琴 | 无 |\n";
    assert_eq!(
        rows(text),
        [
            "1 完成老旧小区改造，惠及居民8600户。 |  | 区住房和城乡建设局 区更新中心 | 潘树森 | 2023年11月底前",
            "2 新建口袋公园12座。 |  | 区园林绿化中心 | 鲁晓云 | 2023年10月底前",
            "3 新建幼儿园4所。 |  | 区教育局 | 佟雅琴 | 2023年12月底前",
        ]
    );
}
