//! 反馈: the form of a report. What is typed is kept while it is typed, and given back where it is refused.

use super::show::size;
use super::typed;
use super::upload::{self, Wrong};
use crate::chart::Pace;
use crate::cx::Cx;
use crate::form::{Errors, Filled};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::task::history::local;
use crate::task::{Act, Opened, amount};
use crate::unsent::words_of;
use crate::who::Who;
use askama::Template;
use axum::extract::{Multipart, Path};
use ledger::report::{Evidence, Write};
use ledger::task::{Assignment, Figure, State};
use ledger::{AssignmentId, Code, Refusal, Right, TaskId};
use rust_decimal::Decimal;
use store::unsent;

/// A target's field.
struct Field {
    id: String,
    label: String,
    unit: String,
    value: String,
    hint: String,
}

/// A file that is uploaded already.
struct Kept {
    name: String,
    size: String,
    sha256: String,
    short: String,
}

#[derive(Template)]
#[template(path = "report/write.html")]
struct Page {
    cx: Cx,
    act: Act,
    /// Where what is typed is kept.
    keep: String,
    /// When the draft that is shown was kept, or "".
    draft: String,
    /// Why the last report was sent back, or "".
    returned: bool,
    last_percent: String,
    fields: Vec<Field>,
    corrects: bool,
    kept: Vec<Kept>,
    typed: Typed,
}

/// The fields as they were typed.
#[derive(Clone, Debug, Default)]
struct Typed {
    text: String,
    percent: String,
    as_of: String,
    problems: String,
    correction: String,
    /// By target.
    figures: Vec<String>,
    /// Hashes of files that are uploaded already.
    kept: Vec<String>,
}

impl Typed {
    fn of(pairs: &[(String, String)], targets: usize) -> Self {
        let one = |name: &str| pairs.iter().find(|(of, _)| of == name).map(|(_, value)| value.clone());
        let all =
            |name: &str| pairs.iter().filter(|(of, _)| of == name).map(|(_, value)| value.clone()).collect();
        let dropped: Vec<String> = all("drop");
        let kept: Vec<String> = all("kept");
        Self {
            text: one("text").unwrap_or_default(),
            percent: one("percent").unwrap_or_default(),
            as_of: one("as_of").unwrap_or_default(),
            problems: one("problems").unwrap_or_default(),
            correction: one("correction").unwrap_or_default(),
            figures: (0..targets).map(|index| one(&format!("figure-{index}")).unwrap_or_default()).collect(),
            kept: kept.into_iter().filter(|hash| !dropped.contains(hash)).collect(),
        }
    }
}

fn address(id: u64, part: u64) -> String {
    format!("/tasks/{id}/assignments/{part}/report")
}

/// The task and the part of it that is this person's unit's.
async fn own(who: &Who, id: u64, part: u64) -> Result<(Opened, Assignment), Halt> {
    who.require(Right::Report)?;
    let of = crate::task::open(who, id).await?;
    let part = of.task.assignment(AssignmentId(part))?.clone();
    if Some(part.unit) == who.unit { Ok((of, part)) } else { Err(Refusal::of(Code::NotYourUnit).into()) }
}

pub(super) async fn show(who: Who, Path((id, part)): Path<(u64, u64)>) -> Answer {
    let (of, part) = own(&who, id, part).await?;
    if part.waiting.is_some() {
        return Err(Refusal::of(Code::ReportWaiting).into());
    }
    if part.signed.is_none() || part.refused.is_some() {
        return Err(Refusal::of(Code::AssignmentState).into());
    }
    if of.row.state >= State::Submitted {
        return Err(Refusal::of(Code::TaskState).into());
    }
    let (account, name) = (who.key(who.account), address(id, part.id.0));
    let draft = who.app.store.read(move |db| unsent::get(db, account, &name)).await?;
    let (typed, kept_at) = match draft {
        Some(draft) => {
            let pairs: Vec<(String, String)> = serde_html_form::from_str(&draft.body).unwrap_or_default();
            let at = who.w.moment(local(draft.saved, &who), who.today);
            (Typed::of(&pairs, of.task.targets.len()), at)
        }
        None => {
            let mut typed = Typed::of(&[], of.task.targets.len());
            typed.as_of = who.today.to_string();
            (typed, String::new())
        }
    };
    let files = files(&who, &typed.kept).await?;
    page::page(&form(&who, &of, &part, typed, (files, kept_at)))
}

async fn files(who: &Who, hashes: &[String]) -> Result<Vec<Evidence>, Halt> {
    let (account, hashes) = (who.key(who.account), hashes.to_vec());
    Ok(who.app.store.read(move |db| upload::named(db, account, &hashes)).await?)
}

fn form(
    who: &Who,
    of: &Opened,
    part: &Assignment,
    typed: Typed,
    (files, draft): (Vec<Evidence>, String),
) -> Page {
    let w = who.w;
    let action = address(of.id.0, part.id.0);
    let kept = |file: &Evidence| Kept {
        name: file.name.clone(),
        size: size(file.bytes, w),
        short: file.sha256.chars().take(8).collect(),
        sha256: file.sha256.clone(),
    };
    let last = part.claimed.as_ref().map(|claim| {
        let day = w.day(claim.as_of, who.today);
        w.fill("report-percent-last", &[("n", &claim.percent), ("day", &day)])
    });
    Page {
        cx: who.cx(w.t("report-write-title"), "todo"),
        // Adding a report stands on no version: other units report on the same task meanwhile.
        act: Act::fresh(of, who, action.clone(), of.version),
        keep: format!("/unsent?form={action}"),
        draft,
        returned: of.task.returned,
        last_percent: last.unwrap_or_default(),
        fields: (0..of.task.targets.len()).map(|index| field(who, of, part, (index, &typed))).collect(),
        corrects: !typed.correction.is_empty() || !falling(of, part, &typed).is_empty(),
        kept: files.iter().map(kept).collect(),
        typed,
    }
}

fn field(who: &Who, of: &Opened, part: &Assignment, (index, typed): (usize, &Typed)) -> Field {
    let (w, target) = (who.w, &of.task.targets[index]);
    let mut hints =
        vec![w.t(if target.has_line() { "report-figure-total" } else { "report-figure-level" }).to_owned()];
    if let Some((value, day)) = last(part, index) {
        let (figure, day) = (amount(value, &target.unit, w), w.day(day, who.today));
        hints.push(w.fill("report-figure-last", &[("figure", &figure), ("day", &day)]));
    }
    if target.has_line() {
        let line = Pace {
            start: of.task.start,
            end: of.task.end,
            today: who.today,
            target: target.value,
            figures: Vec::new(),
        };
        hints.push(w.fill("report-figure-due", &[("figure", &amount(line.due(), &target.unit, w))]));
    }
    Field {
        id: format!("figure-{index}"),
        label: of.target(index, w),
        unit: target.unit.clone(),
        value: typed.figures[index].clone(),
        hint: hints.concat(),
    }
}

/// The last figure of a target that this unit reported and that counts, and its day.
fn last(part: &Assignment, index: usize) -> Option<(Decimal, jiff::civil::Date)> {
    let known = part.claimed.as_ref()?.known.iter().find(|known| known.target == index)?;
    Some((known.value, known.as_of))
}

/// Targets whose cumulative figure is below the last one.
fn falling(of: &Opened, part: &Assignment, typed: &Typed) -> Vec<(usize, Decimal)> {
    let targets = of.task.targets.iter().enumerate().filter(|(_, target)| target.has_line());
    let falls = targets.filter_map(|(index, _)| {
        let (last, _) = last(part, index)?;
        typed::number(&typed.figures[index]).filter(|value| *value < last).map(|_| (index, last))
    });
    falls.collect()
}

/// The command, or what has to be mended, each at its field.
fn command(
    who: &Who,
    of: &Opened,
    part: &Assignment,
    (typed, evidence): (&Typed, Vec<Evidence>),
) -> Result<Write, Errors> {
    let (w, mut errors) = (who.w, Errors::default());
    let percent = typed::percent(&typed.percent).filter(|percent| *percent <= 100);
    if percent.is_none() {
        errors.push("percent", w.fill("report-percent-wrong", &[("typed", &typed.percent)]));
    }
    let as_of = typed::date(&typed.as_of, who.today);
    match as_of {
        None => errors.push("as_of", w.fill("report-date-wrong", &[("typed", &typed.as_of)])),
        Some(day) if day > who.today => {
            let (day, today) = (w.day(day, who.today), w.day(who.today, who.today));
            errors.push("as_of", w.fill("report-date-late", &[("day", &day), ("today", &today)]));
        }
        Some(_) => {}
    }
    if typed.text.trim().is_empty() {
        errors.push("text", w.t("report-text-empty"));
    }
    let mut figures = Vec::new();
    for (target, text) in typed.figures.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        match typed::number(text) {
            Some(value) if value >= Decimal::ZERO => figures.push(Figure { target, value }),
            _ => errors.push(&format!("figure-{target}"), w.fill("report-figure-wrong", &[("typed", text)])),
        }
    }
    if typed.correction.trim().is_empty() {
        for (index, last) in falling(of, part, typed) {
            let last = amount(last, &of.task.targets[index].unit, w);
            errors.push(&format!("figure-{index}"), w.fill("report-figure-falls", &[("last", &last)]));
        }
    }
    match (percent, as_of, errors.is_empty()) {
        (Some(percent), Some(as_of), true) => Ok(Write {
            task: of.id,
            assignment: part.id,
            as_of,
            percent,
            text: typed.text.clone(),
            problems: typed.problems.clone(),
            figures,
            correction: typed.correction.clone(),
            evidence,
        }),
        _ => Err(errors),
    }
}

pub(super) async fn post(who: Who, Path((id, part)): Path<(u64, u64)>, parts: Multipart) -> Answer {
    let (of, part) = own(&who, id, part).await?;
    let sent = upload::read(&who, parts).await?;
    let one = |name: &str| sent.pairs.iter().find(|(of, _)| of == name).map(|(_, value)| value.clone());
    let filled = Filled { key: one("key").filter(|key| !key.is_empty()), ..Filled::default() };
    let mut typed = Typed::of(&sent.pairs, of.task.targets.len());
    typed.kept.extend(sent.files.iter().map(|file| file.sha256.clone()));
    let evidence = files(&who, &typed.kept).await?;
    let name = address(id, part.id.0);
    if one("do").is_some_and(|what| what != "send") {
        let drop = one("do").is_some_and(|what| what == "drop");
        let (account, now, form) = (who.key(who.account), who.app.store.now(), name.clone());
        let mut pairs = words_of(sent.pairs);
        pairs.retain(|(of, _)| of != "kept" && of != "drop" && of != "do");
        pairs.extend(typed.kept.into_iter().map(|hash| ("kept".to_owned(), hash)));
        let body = serde_html_form::to_string(&pairs).unwrap_or_default();
        let keep = who.app.store.own(move |db| {
            if drop {
                unsent::discard(db, account, &form)
            } else {
                unsent::save(db, account, &form, &body, now).map(|_| ())
            }
        });
        keep.await?;
        return page::see(name);
    }
    let mut errors = Errors::default();
    for wrong in &sent.wrong {
        let (key, file) = match wrong {
            Wrong::Empty(file) => ("report-file-empty", file),
            Wrong::TooLarge(file) => ("report-file-large", file),
        };
        errors.push("evidence", who.w.fill(key, &[("name", file)]));
    }
    match command(&who, &of, &part, (&typed, evidence.clone())) {
        Err(found) => errors.0.extend(found.0),
        Ok(command) if errors.is_empty() => match who.app.store.write(who.sent(&filled, None), command).await
        {
            Ok(_) => {
                let account = who.key(who.account);
                who.app.store.own(move |db| unsent::discard(db, account, &name)).await?;
                return page::see(format!("/tasks/{}", TaskId(id)));
            }
            Err(error) => errors = Errors::of(error, who.w)?,
        },
        Ok(_) => {}
    }
    let page = form(&who, &of, &part, typed, (evidence, String::new()));
    page::refused(&Page { act: page.act.refused(&filled, errors), ..page })
}
