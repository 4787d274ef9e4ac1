//! `duban unit import`: what a table would do, what it does, and that it is done once.

use crate::program::{arg, out, run};

#[test]
fn a_table_is_imported_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let table = folder.path().join("单位.csv");
    std::fs::write(&table, "名称,简称,成员\n省财政厅,财厅,\n各厅,,省财政厅、省水务厅\n省水利厅,,\n").unwrap();
    out(&["jurisdiction", "add", "岚川省", "--data", arg(&data)]);
    let import = |more: &[&str]| {
        let mut args = vec!["unit", "import", arg(&table), "--data", arg(&data)];
        args.extend(more);
        run(&args)
    };
    let dry = import(&["--dry-run"]);
    assert!(
        dry.out.contains("2: 省财政厅 新建") && !dry.out.contains("已导入") && dry.code == 1,
        "{}",
        dry.out
    );
    let first = import(&[]);
    assert!(first.out.contains("新建 2 个，修改 0 个") && first.code == 1, "{}", first.out);
    assert!(first.err.contains(":3: 各厅 “省水务厅”不在现有单位里"), "{}", first.err);
    std::fs::write(&table, "名称,简称,成员\n省财政厅,财厅,\n各厅,,省财政厅、省水利厅\n省水利厅,,\n").unwrap();
    let second = import(&[]);
    assert!(second.out.contains("新建 1 个，修改 0 个") && second.code == 0, "{}{}", second.out, second.err);
    assert!(import(&[]).out.contains("新建 0 个，修改 0 个"));
}
