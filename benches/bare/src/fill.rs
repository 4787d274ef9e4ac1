//! A synthetic ledger of any size, always the same one, and the lists of requests that `load` sends.

use crate::db;
use crate::report::{event, log};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;

const UNITS: i64 = 200;
/// With groups expanded a task has about twenty units.
const UNITS_PER_TASK: i64 = 20;
const REPORTS_PER_TASK: i64 = 3;
const TASKS_PER_PLAN: i64 = 50;
const SESSIONS: i64 = 64;
/// Requests in each list.
const REQUESTS: i64 = 2000;
const DAYS_PER_MONTH: i64 = 28;

/// Facets by number, with how many values each has; every task holds one of each, and several units.
const UNIT: i64 = 1;
const ONE_EACH: [(i64, i64); 5] = [(2, 8), (3, 8), (4, 5), (5, 12), (6, 14)];

const TITLES: [&str; 6] = [
    "加快重点水网工程建设，完成年度渠道改造任务",
    "落实援企稳岗政策，扩大重点群体就业",
    "推进老旧小区改造和加装电梯，筹集保障性住房",
    "逐项跟踪签约项目，提高开工率和资金到位率",
    "整治入河排污口，稳定国控断面水质",
    "上线高频事项主题服务，压减办理时限",
];
const TEXT: &str = "按月排出节点，逐项明确责任人和完成时限，重点难点问题由分管领导协调解决，\
    进展情况每周更新，佐证材料随报告一并上传，完成后由督查部门现场核实。";

/// Repeatable noise: the finaliser of splitmix64.
fn noise(seed: i64) -> i64 {
    let seed = seed as u64;
    let mixed = (seed ^ (seed >> 30)).wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) >> 1) as i64
}

fn due(task: i64) -> i64 {
    noise(task) % (12 * DAYS_PER_MONTH)
}

fn date(day: i64) -> String {
    format!("2026-{:02}-{:02}", day / DAYS_PER_MONTH + 1, day % DAYS_PER_MONTH + 1)
}

pub fn fill(file: &str, tasks: i64) -> Result<(), Box<dyn Error>> {
    if std::fs::exists(file)? {
        return Err(format!("{file} is there already").into());
    }
    let mut db = db::open(file)?;
    db.execute_batch("PRAGMA synchronous = OFF;")?;
    db.execute_batch(include_str!("schema.sql"))?;
    let work = db.transaction()?;
    fill_tasks(&work, tasks)?;
    fill_facets(&work, tasks)?;
    for session in 0..SESSIONS {
        let token = Sha256::digest(format!("bare-{session}"));
        work.execute("INSERT INTO session VALUES (?1, ?2, ?3)", params![token.as_slice(), session, session])?;
    }
    work.commit()?;
    db.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);")?;
    lists(file, tasks)
}

fn fill_tasks(db: &Connection, tasks: i64) -> rusqlite::Result<()> {
    let mut row = db.prepare("INSERT INTO task VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?;
    let mut text = db.prepare("INSERT INTO task_text VALUES (?1, ?2)")?;
    let events = 2 + REPORTS_PER_TASK;
    for task in 0..tasks {
        let key = task * events;
        let chance = noise(task + 1);
        let percent = chance % 101;
        row.execute(params![
            key,
            task / TASKS_PER_PLAN,
            format!("（{}）", task % TASKS_PER_PLAN + 1),
            format!("{}（{task}）", TITLES[(chance % 6) as usize]),
            format!("省第{:03}厅", chance % UNITS),
            chance % 8,
            chance % 5,
            format!("落后序时 {}%，应达 {percent}%", percent / 4),
            date(due(task)),
            percent,
            key,
        ])?;
        text.execute(params![key, format!("{}。{TEXT}", TITLES[(chance % 6) as usize])])?;
        for step in 0..events {
            let kind = ["task.registered", "task.assigned", "report.added"][step.min(2) as usize];
            let bytes = event(key + step, 7, key, kind, key + step, percent * step / events, TEXT);
            log(db, key + step, key, kind, key + step, bytes.as_bytes())?;
        }
    }
    db.execute("INSERT INTO head VALUES (1, ?1, 0)", [tasks * events])?;
    Ok(())
}

fn fill_facets(db: &Connection, tasks: i64) -> rusqlite::Result<()> {
    // Sorted first: rows that come in the order of their key fill each page and touch it once.
    let mut rows: Vec<(u8, u16, u16, u32)> = Vec::new();
    for task in 0..tasks {
        let (chance, due) = (noise(task + 2), due(task) as u16);
        let mut add = |facet: i64, value: i64| rows.push((facet as u8, value as u16, due, task as u32));
        (0..UNITS_PER_TASK).for_each(|nth| add(UNIT, (chance + nth * (UNITS / UNITS_PER_TASK)) % UNITS));
        for (facet, values) in ONE_EACH {
            add(facet, chance / 7 % values);
        }
    }
    rows.sort_unstable();
    let mut insert = db.prepare("INSERT INTO facet VALUES (1, ?1, ?2, ?3, ?4)")?;
    let mut counts = BTreeMap::<(u8, u16), i64>::new();
    for (facet, value, due, task) in rows {
        insert.execute(params![facet, value, date(due.into()), i64::from(task) * (2 + REPORTS_PER_TASK)])?;
        *counts.entry((facet, value)).or_default() += 1;
    }
    for ((facet, value), n) in counts {
        db.execute("INSERT INTO counter VALUES (1, ?1, ?2, ?3)", params![facet, value, n])?;
    }
    Ok(())
}

/// Three lists of requests in `load`'s form beside the database.
fn lists(file: &str, tasks: i64) -> Result<(), Box<dyn Error>> {
    let (mut list, mut task, mut report) = (String::new(), String::new(), String::new());
    for n in 0..REQUESTS {
        let chance = noise(n);
        let cookie = format!("Cookie: session=bare-{}", n % SESSIONS);
        let key = chance % tasks * (2 + REPORTS_PER_TASK);
        let (facet, value) = if n % 2 == 0 { (UNIT, chance % UNITS) } else { ONE_EACH[n as usize / 2 % 5] };
        let value = if facet == UNIT { value } else { chance % value };
        writeln!(list, "GET\t/tasks?facet={facet}&value={value}\t{cookie}")?;
        writeln!(task, "GET\t/tasks/{key}\t{cookie}")?;
        let form = "Content-Type: application/x-www-form-urlencoded";
        writeln!(
            report,
            "POST\t/tasks/{key}/reports\t{cookie} | {form}\tpercent={}&figure={{n}}.5&text={TEXT}",
            n % 101
        )?;
    }
    for (name, requests) in [("list", list), ("task", task), ("report", report)] {
        std::fs::write(format!("{file}.{name}.txt"), requests)?;
    }
    Ok(())
}
