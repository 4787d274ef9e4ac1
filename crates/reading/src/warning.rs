//! All warnings: their codes, what each doubts, what each says.

use crate::reading::{About, Span, Warning};

/// A kind of warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    HeadingRunsOn,
    LeadMissing,
    LeadAlsoResponsible,
    WordBroken,
    DatesDiffer,
    NoTasks,
    UnitUnclear,
    FoundInSentence,
    RowUnclear,
    DeadlineUnclear,
    TargetUnclear,
    LeaderUnclear,
    NumberSkipped,
    NumberMissing,
    Unread,
    Converted,
}

/// Code and sentence of each.
const TABLE: &[(Code, &str, &str)] = &[
    (
        Code::HeadingRunsOn,
        "heading_runs_on",
        "这个标题接在上一行单位名单的后面，没有另起一行，请核对标题和单位。",
    ),
    (Code::LeadMissing, "lead_missing", "其他任务都写明牵头单位，这项任务没有写，请核对。"),
    (Code::LeadAlsoResponsible, "lead_also_responsible", "这个单位既是牵头单位，又列在责任单位中，请核对。"),
    (Code::WordBroken, "word_broken", "这里一句话被换行切断，已接起来读，请核对。"),
    (Code::DatesDiffer, "dates_differ", "成文日期与落款日期不一致，请核对。"),
    (Code::NoTasks, "no_tasks", "没有读出任务：全文没有写明由哪个单位负责的事项。"),
    (Code::UnitUnclear, "unit_unclear", "这个名称不像单位名称，请核对。"),
    (Code::FoundInSentence, "found_in_sentence", "责任单位是从句子里读出的，没有标签或括号，请核对。"),
    (Code::RowUnclear, "row_unclear", "这一行的单元格与表头对不齐，请核对。"),
    (Code::DeadlineUnclear, "deadline_unclear", "这个日期是否是完成时限、属于哪一年，请核对。"),
    (Code::TargetUnclear, "target_unclear", "这个数字是否是要完成的指标，请核对。"),
    (Code::LeaderUnclear, "leader_unclear", "这位领导是从标题或合并的单元格读出的，请核对。"),
    (Code::NumberSkipped, "number_skipped", "任务编号不连续，请核对是否有漏项。"),
    (Code::NumberMissing, "number_missing", "其他任务都有编号，这项没有，请核对是不是任务。"),
    (Code::Unread, "unread", "这里写有责任单位，但没有读成任务，请核对是否漏了任务。"),
    (Code::Converted, "converted", "文件是旧格式，文字由LibreOffice转换而来，请对照原件核对。"),
];

impl Code {
    /// The warning of this kind at a place.
    pub(crate) fn at(self, about: About, span: Span) -> Warning {
        // The test below proves that the table is in the order of the kinds.
        let (_, code, message) = TABLE[self as usize];
        Warning { code: code.to_owned(), about, message: message.to_owned(), span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_stands_in_its_place() {
        for (i, (code, ..)) in TABLE.iter().enumerate() {
            assert_eq!(*code as usize, i);
        }
    }
}
