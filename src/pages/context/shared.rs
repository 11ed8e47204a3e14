//! Template values that several pages are given: made once, and handed out as often as they are needed.

use serde::Serialize;
use std::marker::PhantomData;
use tera::Value;

/// A template value with the type that it was made from. A copy costs no more than a pointer.
#[derive(Debug, Serialize)]
#[serde(transparent, bound = "")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(bound = "T: schemars::JsonSchema"))]
pub struct SharedValue<T>(
    #[cfg_attr(test, schemars(with = "T"))] Value,
    #[serde(skip)] PhantomData<fn() -> T>,
);

impl<T: Serialize> SharedValue<T> {
    /// Makes the template value.
    pub fn new(value: &T) -> Self {
        Self(Value::from_serializable(value), PhantomData)
    }
}

impl<T> SharedValue<Option<T>> {
    /// The value, or null.
    pub fn optional(value: Option<SharedValue<T>>) -> Self {
        Self(value.map_or_else(Value::none, Value::from), PhantomData)
    }
}

impl<T> SharedValue<Vec<T>> {
    /// A list of values of which some are shared themselves.
    pub fn list(values: impl IntoIterator<Item = T>) -> Self
    where
        T: Into<Value>,
    {
        Self(values.into_iter().map(Into::into).collect::<Vec<Value>>().into(), PhantomData)
    }

    /// Whether nothing is in the list.
    pub fn is_empty(&self) -> bool {
        !self.0.is_truthy()
    }
}

impl<T> Clone for SharedValue<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T> From<SharedValue<T>> for Value {
    fn from(shared: SharedValue<T>) -> Self {
        shared.0
    }
}
