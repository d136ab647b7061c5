/// A table.
package func table(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("table", attributes, content())
}

/// The name of a table.
package func caption(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("caption", attributes, content())
}

/// Columns of a table.
package func colgroup(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("colgroup", attributes, content())
}

/// A column.
package func col(_ attributes: Attribute...) -> HTML { voidElement("col", attributes) }

/// The header rows.
package func thead(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("thead", attributes, content())
}

/// The rows.
package func tbody(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("tbody", attributes, content())
}

/// The rows of totals.
package func tfoot(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("tfoot", attributes, content())
}

/// A row.
package func tr(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("tr", attributes, content())
}

/// A header cell.
package func th(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("th", attributes, content())
}

/// A cell.
package func td(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    element("td", attributes, content())
}
