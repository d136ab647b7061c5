/// A drawing.
package func svg(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("svg", attributes, content())
}

/// Shapes that belong together.
package func svgGroup(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("g", attributes, content())
}

/// A rectangle.
package func svgRect(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("rect", attributes, content())
}

/// A shape with a course of its own.
package func svgPath(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("path", attributes, content())
}

/// Text in a drawing.
package func svgText(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("text", attributes, content())
}

/// The name of a drawing or shape.
package func svgTitle(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("title", attributes, content())
}

/// What a drawing shows, in words.
package func svgDescription(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("desc", attributes, content())
}

/// Parts that are used elsewhere.
package func svgDefinitions(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("defs", attributes, content())
}

/// A pattern that fills shapes.
package func svgPattern(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("pattern", attributes, content())
}

/// A shape drawn elsewhere.
package func svgUse(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("use", attributes, content())
}
