//! Places and counts as people report them: with precision, with ranges, with nothing said.

use serde::{Deserialize, Serialize};

use crate::cbor::Value;

/// Degrees are carried as integers × 10⁷ so that no float reaches the wire.
const E7: f64 = 1e7;

/// A place, WGS 84, with the radius within which it is meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// Radius in metres within which the place is meant; a coarse place is never a dot.
    pub precision_m: u32,
    /// What people call it.
    #[serde(default)]
    pub name: Option<String>,
}

impl Place {
    /// Slot value.
    pub fn to_value(&self) -> Value {
        Value::Array(vec![
            degrees_to_value(self.lat),
            degrees_to_value(self.lon),
            Value::Int(i64::from(self.precision_m)),
            self.name.clone().map_or(Value::Null, Value::Text),
        ])
    }

    /// The place in a slot value, or `None` if it is not one.
    pub fn from_value(value: &Value) -> Option<Self> {
        let [lat, lon, precision, name] = value.as_array()? else { return None };
        let name = match name {
            Value::Null => None,
            Value::Text(name) => Some(name.clone()),
            _ => return None,
        };
        let (lat, lon) = point_from_values(lat, lon)?;
        Some(Self { lat, lon, precision_m: u32::try_from(precision.as_int()?).ok()?, name })
    }
}

pub(crate) fn degrees_to_value(degrees: f64) -> Value {
    Value::Int((degrees * E7).round() as i64)
}

/// Latitude and longitude in degrees, or `None` outside ±90 and ±180.
pub(crate) fn point_from_values(lat: &Value, lon: &Value) -> Option<(f64, f64)> {
    let (lat, lon) = (lat.as_int()?, lon.as_int()?);
    let inside = lat.unsigned_abs() <= 900_000_000 && lon.unsigned_abs() <= 1_800_000_000;
    inside.then_some((lat as f64 / E7, lon as f64 / E7))
}

/// A count as reported: least, best, most; all absent means that the report states none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Least.
    #[serde(default)]
    pub min: Option<i64>,
    /// Best single figure, where the source gives one.
    #[serde(default)]
    pub best: Option<i64>,
    /// Most.
    #[serde(default)]
    pub max: Option<i64>,
    /// One of `exact`, `about`, `more than`, `less than`, `not stated`.
    #[serde(default = "exact")]
    pub qualifier: String,
}

fn exact() -> String {
    "exact".to_owned()
}

const QUALIFIERS: [&str; 5] = ["exact", "about", "more than", "less than", "not stated"];

impl Range {
    /// Slot value; `None` for an unknown qualifier or counts out of order.
    pub fn to_value(&self) -> Option<Value> {
        let qualifier = QUALIFIERS.iter().position(|q| *q == self.qualifier)?;
        let counts = [self.min, self.best, self.max];
        let stated = counts.iter().flatten().count();
        let fits = in_order(counts) && (stated > 0) != (self.qualifier == "not stated");
        let count = |c: Option<i64>| c.map_or(Value::Null, Value::Int);
        let items = vec![count(self.min), count(self.best), count(self.max), Value::from(qualifier as u64)];
        fits.then_some(Value::Array(items))
    }

    /// The range in a slot value, or `None` if it is not one.
    pub fn from_value(value: &Value) -> Option<Self> {
        let [min, best, max, qualifier] = value.as_array()? else { return None };
        let qualifier = QUALIFIERS.get(usize::try_from(qualifier.as_int()?).ok()?)?;
        let [min, best, max] = counts([min, best, max])?;
        let range = Self { min, best, max, qualifier: (*qualifier).to_owned() };
        range.to_value().map(|_| range)
    }
}

/// Counts, each possibly absent; `None` where one is not a count.
fn counts(values: [&Value; 3]) -> Option<[Option<i64>; 3]> {
    let counted = |value: &&Value| matches!(value, Value::Null) || value.as_int().is_some_and(|n| n >= 0);
    values.iter().all(counted).then(|| values.map(Value::as_int))
}

fn in_order(counts: [Option<i64>; 3]) -> bool {
    let stated: Vec<i64> = counts.into_iter().flatten().collect();
    stated.windows(2).all(|pair| pair[0] <= pair[1]) && stated.iter().all(|n| *n >= 0)
}

/// Casualties of one group and one kind of harm, as one source reports them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Casualty {
    /// Who: "security forces", "civilians" and so on.
    pub group: String,
    /// `killed`, `wounded` or `missing`.
    pub harm: String,
    /// Least.
    #[serde(default)]
    pub min: Option<i64>,
    /// Best single figure.
    #[serde(default)]
    pub best: Option<i64>,
    /// Most.
    #[serde(default)]
    pub max: Option<i64>,
}

const HARMS: [&str; 3] = ["killed", "wounded", "missing"];

impl Casualty {
    pub(crate) fn to_value(&self) -> Option<Value> {
        let harm = HARMS.iter().position(|h| *h == self.harm)?;
        let number = |c: Option<i64>| c.map_or(Value::Null, Value::Int);
        in_order([self.min, self.best, self.max]).then(|| {
            Value::Array(vec![
                Value::text(&*self.group),
                Value::from(harm as u64),
                number(self.min),
                number(self.best),
                number(self.max),
            ])
        })
    }

    pub(crate) fn from_value(value: &Value) -> Option<Self> {
        let [group, harm, min, best, max] = value.as_array()? else { return None };
        let harm = HARMS.get(usize::try_from(harm.as_int()?).ok()?)?;
        let [min, best, max] = counts([min, best, max])?;
        let group = group.as_text()?.to_owned();
        in_order([min, best, max]).then(|| Self { group, harm: (*harm).to_owned(), min, best, max })
    }
}
