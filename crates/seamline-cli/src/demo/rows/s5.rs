//! S5 and S6: two joint brigades, proposed by the facilitator, pending on both sides until both have signed.

use serde_json::json;

use super::{Scene, heads, list, must, node, position, refused_as, signs, state_everywhere, text, words};
use crate::fault::Fault;

const BRIGADE: &str = "unit-joint-brigade-1";
const BOTH: [&str; 2] = ["iraq/baghdad", "kurdistan/erbil"];

/// One signature does not form it, both do, and it has two parents.
pub(super) async fn show(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let (iraq, kurdistan, host) = (node(BOTH[0])?, node(BOTH[1])?, node("coalition/erbil")?);
    let everyone = [&iraq, &kurdistan, &host];
    state_everywhere(world, BRIGADE, &everyone, "proposed").await?;
    let mut said = vec!["the coalition has proposed a first joint brigade; neither side has signed".to_owned()];
    signs(world, &iraq, BRIGADE).await?;
    state_everywhere(world, BRIGADE, &everyone, "proposed").await?;
    said.push("Iraq has signed: one signature does not form it, and everybody sees who is missing".to_owned());
    let item = signs(world, &kurdistan, BRIGADE).await?;
    let item = if text(&item, "state") == "in-force" { item } else { world.arrived(&kurdistan, BRIGADE).await? };
    let parents = words(&item, "parents");
    must(parents.len() == 2, || format!("{BRIGADE} has the parents {parents:?}"))?;
    state_everywhere(world, BRIGADE, &everyone, "in-force").await?;
    said.push(format!("Kurdistan has signed: it stands at all three, below {}", parents.join(" and ")));
    let path = format!("/api/records/{}/joint", world.id(BRIGADE).await?);
    for at in everyone {
        let file = world.client(at)?.get_bytes(&path).await?;
        let shown = scene.documents.joint(&file)?;
        must(shown.state == "in-force", || format!("the file of {at} shows it {}", shown.state))?;
    }
    said.push(
        "the file that each of them can take out shows the same offline, with nothing but the documents".to_owned(),
    );
    Ok(said)
}

/// Who hosts cannot decide, and each side's silence shows until it comes back.
pub(super) async fn hosts(scene: &Scene<'_>) -> Result<Vec<String>, Fault> {
    let world = scene.world;
    let (host, second) = (node("coalition/erbil")?, "unit-joint-brigade-2");
    for at in heads(&["iraq", "kurdistan", "coalition"])? {
        let item = world.arrived(&at, second).await?;
        let pending: Vec<&str> = list(&item["joint"], "pending").filter_map(|party| party.as_str()).collect();
        must(pending == ["iraq", "kurdistan"], || format!("{at} shows {pending:?} pending"))?;
    }
    let mut said =
        vec!["the second brigade waits for Iraq and for Kurdistan, and each of the three sees so".to_owned()];
    let answer = json!({"answer": "concurred", "passphrase": crate::demo::founding::DEMO_PASSPHRASE});
    refused_as(position(world, &host, second, &answer).await?, "position-facilitator")?;
    said.push("the coalition tries to sign and is told that it hosts and cannot decide".to_owned());
    let takes_part = json!({
        "kind": "unit",
        "slots": {"names": {"en": "x"}, "required": ["iraq", "coalition"], "facilitator": "coalition",
            "clauses": [{"number": "1", "texts": {"en": "x"}}], "key": "x"},
    });
    let proposed = world.desk(&host)?.post_json("/api/records", &takes_part).await;
    refused_as(proposed, "required-facilitator")?;
    said.push("nor can it be written among those who have to agree".to_owned());
    let home = json!({"answer": "not-concurred", "reason": "To be considered at home"});
    let iraq = node("iraq/baghdad")?;
    position(world, &iraq, second, &home).await??;
    state_everywhere(world, second, &[&iraq, &host], "objected").await?;
    said.push(
        "Iraq comes back without a yet: the reason stands beside its name, and Kurdistan is still awaited".to_owned(),
    );
    Ok(said)
}
