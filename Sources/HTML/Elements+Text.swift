/// A paragraph.
package func p(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("p", attributes, content())
}

/// A run of text.
package func span(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("span", attributes, content())
}

/// A link.
package func a(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("a", attributes, content())
}

/// Text that matters.
package func strong(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("strong", attributes, content())
}

/// Stressed text.
package func em(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("em", attributes, content())
}

/// Text that stands out.
package func b(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("b", attributes, content())
}

/// Side notes.
package func small(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("small", attributes, content())
}

/// Text for machines.
package func code(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("code", attributes, content())
}

/// A key to press.
package func kbd(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("kbd", attributes, content())
}

/// Text with its line breaks.
package func pre(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("pre", attributes, content())
}

/// An abbreviation.
package func abbr(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("abbr", attributes, content())
}

/// Text that was searched for.
package func mark(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("mark", attributes, content())
}

/// Text that no longer holds.
package func s(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("s", attributes, content())
}

/// Text that was added.
package func ins(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("ins", attributes, content())
}

/// A day or instant.
package func time(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("time", attributes, content())
}

/// Words of somebody else.
package func blockquote(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("blockquote", attributes, content())
}

/// A list.
package func ul(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("ul", attributes, content())
}

/// A numbered list.
package func ol(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("ol", attributes, content())
}

/// An entry of a list.
package func li(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("li", attributes, content())
}

/// Terms and what they are.
package func dl(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("dl", attributes, content())
}

/// A term.
package func dt(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("dt", attributes, content())
}

/// What a term is.
package func dd(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("dd", attributes, content())
}

/// A drawing with its caption.
package func figure(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("figure", attributes, content())
}

/// The caption of a drawing.
package func figcaption(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("figcaption", attributes, content())
}

/// A line break.
package func br(_ attributes: Attribute...) -> HTML { voidElement("br", attributes) }

/// A change of subject.
package func hr(_ attributes: Attribute...) -> HTML { voidElement("hr", attributes) }

/// An image.
package func img(_ attributes: Attribute...) -> HTML { voidElement("img", attributes) }
