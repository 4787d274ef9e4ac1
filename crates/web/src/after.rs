//! A time limit that counts from an event in words: 验收合格后10个工作日内.

use crate::words::Words;
use ledger::printed::RelativeDeadline;
use reading::compare::Limit;

/// The words of a limit.
pub(crate) fn after(of: &RelativeDeadline, w: &Words) -> String {
    words(&limit(of), w)
}

/// The limit as a comparison holds it.
pub(crate) fn limit(of: &RelativeDeadline) -> Limit {
    Limit { event: of.event.clone(), amount: of.amount, unit: of.unit.text().to_owned() }
}

/// The words of a limit of a comparison.
pub(crate) fn words(of: &Limit, w: &Words) -> String {
    w.fill(&format!("after-{}", of.unit), &[("event", &of.event), ("n", &of.amount)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Locale;
    use ledger::printed::TimeUnit;

    #[test]
    fn what_the_chinese_page_says_is_what_the_form_takes() {
        for unit in TimeUnit::ALL {
            let of = Limit { event: "验收合格".into(), amount: 10, unit: unit.text().into() };
            let said = words(&of, Words::get(Locale::ZhCn));
            assert_eq!(reading::relative_deadline(&said).as_ref().map(Limit::from), Some(of), "{said}");
        }
        let of = |amount| Limit { event: "验收合格".into(), amount, unit: "week".into() };
        let said = |amount| words(&of(amount), Words::get(Locale::En));
        assert_eq!(said(1), "within 1 week of \"验收合格\"");
        assert_eq!(said(2), "within 2 weeks of \"验收合格\"");
    }
}
