//! Template values that several pages are given: made once, and handed out as often as they are needed.

use serde::Serialize;
use std::marker::PhantomData;
use tera::Value;

/// A template value with the type that it was made from. A copy costs no more than a pointer.
pub struct SharedValue<T>(Value, PhantomData<fn() -> T>);

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

impl<T> std::fmt::Debug for SharedValue<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> Serialize for SharedValue<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T> From<SharedValue<T>> for Value {
    fn from(shared: SharedValue<T>) -> Self {
        shared.0
    }
}

#[cfg(test)]
impl<T: schemars::JsonSchema> schemars::JsonSchema for SharedValue<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}
