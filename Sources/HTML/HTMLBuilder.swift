/// Builds markup from statements. Every method returns the one concrete type, so that long pages type-check fast.
@resultBuilder
package enum HTMLBuilder {
    package static func buildExpression(_ html: HTML) -> HTML { html }
    package static func buildExpression(_ html: HTML?) -> HTML { html ?? HTML() }
    package static func buildExpression(_ text: String) -> HTML { HTML(text) }
    package static func buildExpression(_ parts: [HTML]) -> HTML { self.buildArray(parts) }
    package static func buildBlock(_ parts: HTML...) -> HTML { self.buildArray(parts) }
    package static func buildOptional(_ html: HTML?) -> HTML { html ?? HTML() }
    package static func buildEither(first html: HTML) -> HTML { html }
    package static func buildEither(second html: HTML) -> HTML { html }

    package static func buildArray(_ parts: [HTML]) -> HTML {
        var all = HTML()
        for part in parts { all.append(part) }
        return all
    }
}

/// Markup without an element around it.
package func group(@HTMLBuilder content: () -> HTML) -> HTML { content() }

/// Markup for each element of a sequence.
package func each<Elements: Sequence>(
    _ elements: Elements, @HTMLBuilder content: (Elements.Element) -> HTML
) -> HTML {
    HTMLBuilder.buildArray(elements.map(content))
}
