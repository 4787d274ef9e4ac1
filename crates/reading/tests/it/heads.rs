//! What a document says of itself, by the lines at its head and foot.

/// `title | issuer | number | day` of a text.
fn head(text: &str) -> String {
    let reading = reading::read(text.as_bytes(), None).unwrap_or_else(|why| panic!("{text}: {why}"));
    let document = reading.document;
    let day = document.issued_on.map(|day| day.to_string());
    [document.title, document.issuer, document.document_number, day]
        .map(Option::unwrap_or_default)
        .join(" | ")
}

#[test]
fn titles_by_the_lines_around_them() {
    let body = "\n\n各区县人民政府：\n请抓好落实。\n";
    for (lines, expected) in [
        // A line that ends like a title goes on with its kind.
        (
            "江原市人民政府\n关于落实《政府工作报告》重点任务\n责任分工的通知\n江政发〔2018〕6号",
            "江原市人民政府关于落实《政府工作报告》重点任务责任分工的通知 | 江原市人民政府 | 江政发〔2018〕6号 | ",
        ),
        // The office and the number above it are none of it.
        (
            "望淮区安全生产委员会办公室\n\n望安委办〔2024〕19号\n\n关于挂牌督办事故隐患的通知",
            "关于挂牌督办事故隐患的通知 |  | 望安委办〔2024〕19号 | ",
        ),
        (
            "领导批示件　　　　　急件\n\n青杨市人民政府督查室\n关于抓好批示事项办理的通知",
            "青杨市人民政府督查室关于抓好批示事项办理的通知 | 青杨市人民政府督查室 |  | ",
        ),
        // Years belong to it, the state of a list does not.
        ("平陵市治水行动计划\n（2023—2025年）", "平陵市治水行动计划（2023—2025年） |  |  | "),
        ("平陵市治水任务清单\n（2022年3月更新）", "平陵市治水任务清单 |  |  | "),
        ("# 云汀区重点任务分解表", "云汀区重点任务分解表 |  |  | "),
        // Minutes have a letterhead.
        (
            "洛浦市人民政府\n\n专题会议纪要\n\n〔2018〕41号\n\n洛浦市人民政府办公室　　　　　2018年7月19日\n\n关于研究快速路建设\n有关问题的会议纪要",
            "关于研究快速路建设有关问题的会议纪要 | 洛浦市人民政府 | 〔2018〕41号 | 2018-07-19",
        ),
    ] {
        assert_eq!(head(&format!("{lines}{body}")), expected, "{lines}");
    }
}

#[test]
fn a_text_without_line_breaks_begins_with_its_title() {
    let rest = "各区县人民政府，市政府各部门：现印发给你们，请抓好落实。一、总体要求。坚持问题导向。";
    for (start, expected) in [
        (
            "永汀市人民政府办公室关于印发《永汀市三年行动方案》的通知永政办发〔2020〕41号",
            "永汀市人民政府办公室关于印发《永汀市三年行动方案》的通知 | 永汀市人民政府办公室 | 永政办发〔2020〕41号 | ",
        ),
        (
            "桐江市人民政府办公室关于发展老年助餐服务的实施意见",
            "桐江市人民政府办公室关于发展老年助餐服务的实施意见 | 桐江市人民政府办公室 |  | ",
        ),
    ] {
        assert_eq!(head(&format!("{start}{rest}")), expected, "{start}");
    }
}
