/// An element with content and an end tag.
func element(_ name: StaticString, _ attributes: [Attribute], _ content: HTML) -> HTML {
    var html = startTag(name, attributes)
    html.append(content)
    html.append(markup: "</")
    html.append(markup: name)
    html.append(markup: ">")
    return html
}

/// An element that has neither content nor end tag.
func voidElement(_ name: StaticString, _ attributes: [Attribute]) -> HTML { startTag(name, attributes) }

private func startTag(_ name: StaticString, _ attributes: [Attribute]) -> HTML {
    var html = HTML()
    html.append(markup: "<")
    html.append(markup: name)
    for attribute in attributes { attribute.append(to: &html) }
    html.append(markup: ">")
    return html
}
