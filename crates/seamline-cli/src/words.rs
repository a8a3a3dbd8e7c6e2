//! Small forms that are typed on the command line.

use std::str::FromStr;

use seamline_node::{ReleaseRequest, Role};
use seamline_record::{AudienceId, Clearance, Label, Level, Name};
use serde_json::Value as Json;

pub(crate) fn level(word: &str) -> Result<Level, String> {
    serde_json::from_value(Json::from(word))
        .map_err(|_| format!("\"{word}\" is no level: open, restricted, confidential or secret"))
}

fn caveats<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    words.map(|caveat| caveat.trim().to_owned()).filter(|caveat| !caveat.is_empty()).collect()
}

/// `level[,caveat…]` of an audience.
pub(crate) fn clearance(text: &str) -> Result<Clearance, String> {
    let mut words = text.split(',');
    let level = level(words.next().unwrap_or_default().trim())?;
    Ok(Clearance { level, caveats: caveats(words).into_iter().collect() })
}

/// `level[,caveat…]` of a record.
pub(crate) fn label(text: &str) -> Result<Label, String> {
    let Clearance { level, caveats } = clearance(text)?;
    Ok(Label { level, caveats: caveats.into_iter().collect(), ..Label::default() })
}

/// `PARTY[:slot,slot]`: to whom, and which slots; all that may leave where none is named.
pub(crate) fn release(text: &str) -> Result<ReleaseRequest, String> {
    let (to, slots) = text.split_once(':').unwrap_or((text, ""));
    let to: AudienceId = to.parse().map_err(|fault| format!("\"{to}\" is no party: {fault}"))?;
    Ok(ReleaseRequest { to, slots: slot_names(slots), purpose: String::new() })
}

/// `slot,slot`.
pub(crate) fn slot_names(text: &str) -> Vec<String> {
    text.split(',').map(|slot| slot.trim().to_owned()).filter(|slot| !slot.is_empty()).collect()
}

/// `name=value`.
pub(crate) fn field(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("a field is written name=value")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}

/// `rel:ID`, the id possibly abbreviated.
pub(crate) fn reference(text: &str) -> Result<(String, String), String> {
    let (rel, id) = text.split_once(':').ok_or("a reference is written rel:ID, for example cites:1f0c22aa")?;
    if seamline_record::Rel::from_word(rel).is_none() {
        return Err(format!(
            "\"{rel}\" is no relation: about, corrects, acknowledges, supersedes, part-of, cites, links, withdraws"
        ));
    }
    Ok((rel.to_owned(), id.to_owned()))
}

/// An instant (RFC 3339) or ms since 1970 UTC.
pub(crate) fn time(text: &str) -> Result<i64, String> {
    if let Ok(ms) = text.parse() {
        return Ok(ms);
    }
    let at: jiff::Timestamp =
        text.parse().map_err(|_| "a time is written 2026-01-15T02:31:00+03:00, or in ms since 1970 UTC".to_owned())?;
    Ok(at.as_millisecond())
}

/// A role's word.
pub(crate) fn role(text: &str) -> Result<Role, String> {
    let words: Vec<_> = Role::all().map(Role::word).collect();
    serde_json::from_value(Json::from(text)).map_err(|_| format!("\"{text}\" is no role: {}", words.join(", ")))
}

/// A group of nodes, `name:node,node[:level[,caveat…]]`.
#[derive(Debug, Clone)]
pub(crate) struct GroupWords {
    pub(crate) name: Name,
    pub(crate) nodes: Vec<Name>,
    pub(crate) clearance: Clearance,
}

impl FromStr for GroupWords {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.splitn(3, ':');
        let (name, nodes) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let name = name.parse().map_err(|fault| format!("\"{name}\": {fault}"))?;
        let node = |node: &str| node.trim().parse().map_err(|fault| format!("\"{node}\": {fault}"));
        let nodes = nodes.split(',').map(node).collect::<Result<_, String>>()?;
        let clearance = clearance(parts.next().unwrap_or("secret,OWN POSITIONS"))?;
        Ok(Self { name, nodes, clearance })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_forms_mean_what_they_say() {
        assert_eq!(clearance("restricted, OWN POSITIONS").unwrap().caveats.len(), 1);
        assert!(clearance("top").unwrap_err().contains("no level"));
        let asked = release("kurdistan:summary,place").unwrap();
        assert_eq!((asked.to.to_string(), asked.slots.len()), ("kurdistan".into(), 2));
        assert!(release("Kurdistan").is_err());
        assert_eq!(field("text=a=b").unwrap(), ("text".into(), "a=b".into()));
        assert_eq!(time("1970-01-01T03:00:01+03:00").unwrap(), 1000);
        assert!(role("boss").unwrap_err().contains("duty-officer"));
        let group: GroupWords = "command:baghdad,hq-2:secret".parse().unwrap();
        assert_eq!((group.nodes.len(), group.clearance.caveats.len()), (2, 0));
    }
}
