/// A whole page, with its document type.
package func document(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    var html = HTML.raw("<!doctype html>")
    html.append(element("html", attributes, content()))
    return html
}

/// What a page says about itself.
package func head(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("head", attributes, content())
}

/// The title of a page.
package func title(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("title", attributes, content())
}

/// A fact about the page.
package func meta(_ attributes: Attribute...) -> HTML { voidElement("meta", attributes) }

/// A file that belongs to the page.
package func link(_ attributes: Attribute...) -> HTML { voidElement("link", attributes) }

/// A script of ours, by its path.
package func script(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("script", attributes, content())
}

/// What a page shows.
package func body(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("body", attributes, content())
}

/// The top of the page or of a section.
package func header(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("header", attributes, content())
}

/// The end of the page or of a section.
package func footer(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("footer", attributes, content())
}

/// Links around the site.
package func nav(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("nav", attributes, content())
}

/// What the page is for.
package func main(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("main", attributes, content())
}

/// A part with a heading.
package func section(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("section", attributes, content())
}

/// A part that stands by itself.
package func article(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("article", attributes, content())
}

/// A part beside the main one.
package func aside(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("aside", attributes, content())
}

/// A part for finding and filtering.
package func search(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("search", attributes, content())
}

/// The heading of the page.
package func h1(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("h1", attributes, content())
}

/// A heading.
package func h2(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("h2", attributes, content())
}

/// A heading.
package func h3(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("h3", attributes, content())
}

/// A heading.
package func h4(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("h4", attributes, content())
}

/// A part that opens.
package func details(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("details", attributes, content())
}

/// What is seen of a part while it is closed.
package func summary(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("summary", attributes, content())
}

/// A box above the page.
package func dialog(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("dialog", attributes, content())
}

/// A box.
package func div(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("div", attributes, content())
}
