//! Forms as a browser without scripts reads them from a page and sends them.

/// The fields of the first form of a page that is sent to this address, as they stand there.
pub(crate) fn fields(html: &str, action: &str) -> Vec<(String, String)> {
    let forms = html.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap_or_default());
    let form = forms.into_iter().find(|form| {
        attribute(form.split('>').next().unwrap_or_default(), "action").as_deref() == Some(action)
    });
    let form = form.unwrap_or_else(|| panic!("the page has no form for {action}:\n{html}"));
    let mut fields = Vec::new();
    for part in form.split('<').skip(1) {
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        let Some(name) = attribute(tag, "name") else { continue };
        let value = attribute(tag, "value");
        match tag.split_whitespace().next() {
            Some("input") => {
                let kind = attribute(tag, "type").unwrap_or_default();
                if !matches!(kind.as_str(), "checkbox" | "radio") || tag.contains(" checked") {
                    fields.push((
                        name,
                        value.unwrap_or_else(|| if kind == "checkbox" { "on".into() } else { String::new() }),
                    ));
                }
            }
            // A browser drops the first line break of a textarea.
            Some("textarea") => fields.push((name, unescaped(rest.strip_prefix('\n').unwrap_or(rest)))),
            Some("select") => {
                let options = form
                    .split_once(part)
                    .map_or("", |(_, after)| after.split("</select>").next().unwrap_or_default());
                let chosen = options
                    .split("<option")
                    .find(|option| option.split('>').next().unwrap_or_default().ends_with(" selected"));
                fields.push((name, chosen.and_then(|option| attribute(option, "value")).unwrap_or_default()));
            }
            _ => {}
        }
    }
    fields
}

/// The value of a field.
pub(crate) fn value(fields: &[(String, String)], name: &str) -> Option<String> {
    fields.iter().find(|(of, _)| of == name).map(|(_, value)| value.clone())
}

/// The same fields with others in place of those of their names; an empty list of values takes a field away.
pub(crate) fn with(fields: &[(String, String)], changes: &[(&str, &[&str])]) -> Vec<(String, String)> {
    let kept = fields.iter().filter(|(name, _)| !changes.iter().any(|(of, _)| of == name)).cloned();
    let changed = changes
        .iter()
        .flat_map(|&(name, values)| values.iter().map(move |&value| (name.to_owned(), value.to_owned())));
    kept.chain(changed).collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next().map(unescaped)
}

/// Text as it is read: templates write five characters as numbers.
pub(crate) fn unescaped(html: &str) -> String {
    [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")]
        .iter()
        .fold(html.to_owned(), |text, (written, read)| text.replace(written, read))
}
