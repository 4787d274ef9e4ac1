//! The two pages. The pieces of a row are constants: widen or narrow them until a page has the bytes of the
//! main program's (`load` prints the mean).

use crate::db::Session;
use rusqlite::{Connection, OptionalExtension};
use std::fmt::Write;

const ROWS: i64 = 50;

/// What stands before, between and after the fields of a row.
const ROW: [&str; 10] = [
    "<tr>\n  <td class=\"no\"><a href=\"/tasks/",
    "\">",
    "</a></td>\n  <td class=\"clip\"><a href=\"/tasks/",
    "\">",
    "</a></td>\n  <td class=\"clip x\" data-l=\"牵头单位\">",
    "</td>\n  <td data-l=\"办理状态\"><span class=\"state\">",
    "</span></td>\n  <td class=\"clip\"><span class=\"l ",
    "</span></td>\n  <td class=\"num\"><time>",
    "</time></td>\n  <td class=\"num\"><span class=\"track\"><i style=\"width:",
    "%</td>\n</tr>\n",
];
const HEAD: &str = include_str!("head.html");
const LIST_HEAD: &str = "<table class=\"dense\"><thead><tr><th>序号</th><th>任务</th><th>牵头单位</th>\
    <th>办理状态</th><th>亮灯</th><th>时限</th><th>进度</th></tr></thead><tbody>\n";
const STATES: [&str; 8] = ["拟办", "已交办", "已签收", "办理中", "申请办结", "已销号", "暂缓", "撤销"];
const LIGHTS: [(&str, &str); 5] =
    [("red", "■"), ("yellow", "▲"), ("green", "●"), ("blue", "✔"), ("grey", "○")];

/// Fifty tasks by due date that hold one facet value, after `(due, key)`, with the count of all.
pub fn list(
    db: &Connection,
    session: &Session,
    (facet, value): (i64, i64),
    (due, after): (&str, i64),
) -> rusqlite::Result<String> {
    let mut count =
        db.prepare_cached("SELECT n FROM counter WHERE jurisdiction = 1 AND facet = ?1 AND value = ?2")?;
    let count: i64 = count.query_row([facet, value], |row| row.get(0)).optional()?.unwrap_or(0);
    let mut select = db.prepare_cached(
        "SELECT task.key, number, title, lead, state, light, reason, task.due, percent
         FROM facet CROSS JOIN task ON task.key = facet.key
         WHERE facet.jurisdiction = 1 AND facet.facet = ?1 AND facet.value = ?2
           AND (facet.due, facet.key) > (?3, ?4)
         ORDER BY facet.due, facet.key LIMIT ?5",
    )?;
    let mut page = String::with_capacity(40 << 10);
    head(&mut page, "台账", session);
    let _ = writeln!(page, "<h1>台账</h1><p class=\"sub\">共 {count} 项</p>");
    page.push_str(LIST_HEAD);
    let mut rows = select.query((facet, value, due, after, ROWS + 1))?;
    let (mut shown, mut last) = (0, (String::new(), 0));
    while let Some(row) = rows.next()? {
        shown += 1;
        if shown > ROWS {
            let _ = write!(
                page,
                "</tbody></table><a rel=\"next\" href=\"/tasks?facet={facet}&value={value}&due={}&after={}\">下一页</a>",
                last.0, last.1
            );
            break;
        }
        let key: i64 = row.get(0)?;
        let due = row.get_ref(7)?.as_str()?;
        let (colour, sign) = LIGHTS[row.get::<_, u8>(5)? as usize % LIGHTS.len()];
        let percent: i64 = row.get(8)?;
        let _ = write!(page, "{}{key}{}", ROW[0], ROW[1]);
        escape(&mut page, row.get_ref(1)?.as_str()?);
        let _ = write!(page, "{}{key}{}", ROW[2], ROW[3]);
        escape(&mut page, row.get_ref(2)?.as_str()?);
        page.push_str(ROW[4]);
        escape(&mut page, row.get_ref(3)?.as_str()?);
        let _ = write!(
            page,
            "{}{}{}{colour}\">{sign} ",
            ROW[5],
            STATES[row.get::<_, u8>(4)? as usize % 8],
            ROW[6]
        );
        escape(&mut page, row.get_ref(6)?.as_str()?);
        let _ = write!(page, "{}{due}{}{percent}%\"></i></span> {percent}{}", ROW[7], ROW[8], ROW[9]);
        if shown == ROWS {
            last = (due.to_owned(), key);
        }
    }
    page.push_str("</main></body></html>\n");
    Ok(page)
}

/// One task with its text and its history, newest first.
pub fn task(db: &Connection, session: &Session, key: i64) -> rusqlite::Result<Option<String>> {
    let mut select = db.prepare_cached(
        "SELECT number, title, lead, state, reason, due, percent, body
         FROM task JOIN task_text USING (key) WHERE key = ?1",
    )?;
    let mut rows = select.query([key])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut page = String::with_capacity(16 << 10);
    let title = row.get_ref(1)?.as_str()?;
    head(&mut page, title, session);
    page.push_str("<h1>");
    escape(&mut page, row.get_ref(0)?.as_str()?);
    escape(&mut page, title);
    page.push_str("</h1>\n<p class=\"read\">");
    escape(&mut page, row.get_ref(7)?.as_str()?);
    page.push_str("</p>\n<dl>");
    for (label, column) in [("牵头单位", 2), ("亮灯", 4), ("时限", 5)] {
        let _ = write!(page, "<dt>{label}</dt><dd>");
        escape(&mut page, row.get_ref(column)?.as_str()?);
        page.push_str("</dd>");
    }
    let (state, percent) = (STATES[row.get::<_, u8>(3)? as usize % 8], row.get::<_, i64>(6)?);
    let _ = writeln!(
        page,
        "<dt>办理状态</dt><dd>{state}</dd><dt>进度</dt><dd>{percent}%</dd></dl>\n<ol class=\"history\">"
    );
    let mut history = db.prepare_cached(
        "SELECT key, kind, day, bytes FROM event WHERE on_key = ?1 ORDER BY key DESC LIMIT 50",
    )?;
    let mut events = history.query([key])?;
    while let Some(event) = events.next()? {
        let (seq, kind, day) =
            (event.get::<_, i64>(0)?, event.get_ref(1)?.as_str()?, event.get_ref(2)?.as_str()?);
        let _ = write!(page, "<li id=\"e{seq}\"><time>{day}</time> <b>{kind}</b> <span>");
        escape(&mut page, std::str::from_utf8(event.get_ref(3)?.as_blob()?).unwrap_or_default());
        page.push_str("</span></li>\n");
    }
    page.push_str("</ol></main></body></html>\n");
    Ok(Some(page))
}

fn head(page: &mut String, title: &str, session: &Session) {
    let (before, after) = HEAD.split_once("{title}").unwrap_or((HEAD, ""));
    page.push_str(before);
    escape(page, title);
    page.push_str(after);
    let _ = writeln!(
        page,
        "<span class=\"who\">{} · {}</span></header>\n<main class=\"wide\">",
        session.account, session.unit
    );
}

fn escape(page: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '>', '&', '"', '\'']) {
        page.push_str(&rest[..at]);
        page.push_str(match rest.as_bytes()[at] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    page.push_str(rest);
}
