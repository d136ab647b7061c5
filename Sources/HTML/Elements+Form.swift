/// A form.
package func form(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("form", attributes, content())
}

/// Fields that belong together.
package func fieldset(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("fieldset", attributes, content())
}

/// The name of fields that belong together.
package func legend(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("legend", attributes, content())
}

/// The name of a field.
package func label(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("label", attributes, content())
}

/// A field.
package func input(_ attributes: Attribute...) -> HTML { voidElement("input", attributes) }

/// A field of several lines.
package func textarea(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("textarea", attributes, content())
}

/// A list to choose from.
package func select(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("select", attributes, content())
}

/// A choice.
package func option(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("option", attributes, content())
}

/// Choices that belong together.
package func optgroup(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("optgroup", attributes, content())
}

/// Suggestions for a field.
package func datalist(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("datalist", attributes, content())
}

/// A button.
package func button(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("button", attributes, content())
}

/// A result.
package func output(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("output", attributes, content())
}

/// A measure within a range.
package func meter(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("meter", attributes, content())
}

/// How far something is.
package func progress(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("progress", attributes, content())
}

/// A form whose attributes were collected before.
package func formElement(_ attributes: [Attribute], @HTMLBuilder content: () -> HTML) -> HTML {
    element("form", attributes, content())
}

/// A field whose attributes were collected before.
package func inputElement(_ attributes: [Attribute]) -> HTML { voidElement("input", attributes) }

/// A field of several lines whose attributes were collected before.
package func textareaElement(_ attributes: [Attribute], _ text: String) -> HTML {
    element("textarea", attributes, HTML("\n" + text))
}

/// A list to choose from whose attributes were collected before.
package func selectElement(_ attributes: [Attribute], _ options: HTML) -> HTML {
    element("select", attributes, options)
}
