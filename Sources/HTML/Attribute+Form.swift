extension Attribute {
    /// Where a form is sent.
    package static func action(_ path: URLPath) -> Attribute { .init("action", path.description) }
    /// Where this button sends its form instead.
    package static func formaction(_ path: URLPath) -> Attribute { .init("formaction", path.description) }
    /// How a form is sent.
    package static func method(_ method: StaticString) -> Attribute { .init("method", method.description) }
    /// How a form's body is written; `multipart/form-data` for files.
    package static func enctype(_ type: StaticString) -> Attribute { .init("enctype", type.description) }
    /// The browser leaves checking to the server, which tells all mistakes at once.
    package static var novalidate: Attribute { .init("novalidate", .flag) }
    /// The form that a control outside of it belongs to, by its id.
    package static func form(_ id: String) -> Attribute { .init("form", id) }
    /// The name of a field, or of a `meta`.
    package static func name(_ name: String) -> Attribute { .init("name", name) }
    /// What a field holds.
    package static func value(_ value: String?) -> Attribute { .init("value", value) }
    /// The kind of an `input` or `button`.
    package static func type(_ type: StaticString) -> Attribute { .init("type", type.description) }
    /// The control that a label or output belongs to.
    package static func `for`(_ id: String) -> Attribute { .init("for", id) }
    /// Chosen in a list.
    package static func selected(_ on: Bool = true) -> Attribute { .init("selected", flag: on) }
    /// Ticked.
    package static func checked(_ on: Bool = true) -> Attribute { .init("checked", flag: on) }
    /// Cannot be used.
    package static func disabled(_ on: Bool = true) -> Attribute { .init("disabled", flag: on) }
    /// Must be filled in.
    package static func required(_ on: Bool = true) -> Attribute { .init("required", flag: on) }
    /// Can be read and sent, not changed.
    package static func readonly(_ on: Bool = true) -> Attribute { .init("readonly", flag: on) }
    /// Takes several values.
    package static func multiple(_ on: Bool = true) -> Attribute { .init("multiple", flag: on) }
    /// What the browser may fill in by itself.
    package static func autocomplete(_ purpose: StaticString) -> Attribute {
        .init("autocomplete", purpose.description)
    }
    /// Which keyboard a phone shows.
    package static func inputmode(_ mode: StaticString) -> Attribute { .init("inputmode", mode.description) }
    /// Whether spelling is checked.
    package static func spellcheck(_ on: Bool) -> Attribute { .init("spellcheck", on ? "true" : "false") }
    /// The most characters that can be typed.
    package static func maxlength(_ count: Int) -> Attribute { .init("maxlength", String(count)) }
    /// The smallest value.
    package static func min(_ value: String) -> Attribute { .init("min", value) }
    /// The largest value.
    package static func max(_ value: String) -> Attribute { .init("max", value) }
    /// The step between values.
    package static func step(_ value: String) -> Attribute { .init("step", value) }
    /// Below this a meter is low.
    package static func low(_ value: String) -> Attribute { .init("low", value) }
    /// Above this a meter is high.
    package static func high(_ value: String) -> Attribute { .init("high", value) }
    /// What is best on a meter.
    package static func optimum(_ value: String) -> Attribute { .init("optimum", value) }
    /// Lines of a text area.
    package static func rows(_ count: Int) -> Attribute { .init("rows", String(count)) }
    /// How many characters wide a control is.
    package static func size(_ count: Int) -> Attribute { .init("size", String(count)) }
    /// Suggestions for an input, by the id of a `datalist`.
    package static func list(_ id: String) -> Attribute { .init("list", id) }
    /// Which files can be chosen.
    package static func accept(_ types: StaticString) -> Attribute { .init("accept", types.description) }
}

// MARK: - Tables

extension Attribute {
    /// Whether a header cell is for its `col` or `row`.
    package static func scope(_ scope: StaticString) -> Attribute { .init("scope", scope.description) }
    /// Columns that a cell covers.
    package static func colspan(_ count: Int) -> Attribute { .init("colspan", String(count)) }
    /// Rows that a cell covers.
    package static func rowspan(_ count: Int) -> Attribute { .init("rowspan", String(count)) }
    /// The name of choices that belong together.
    package static func label(_ text: String) -> Attribute { .init("label", text) }
}
