extension Attribute {
    /// The coordinates of a drawing.
    package static func viewBox(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> Attribute {
        .init("viewBox", "\(x) \(y) \(width) \(height)")
    }
    /// How a drawing fits its box.
    package static func preserveAspectRatio(_ how: StaticString) -> Attribute {
        .init("preserveAspectRatio", how.description)
    }
    /// Horizontal position.
    package static func x(_ value: Int) -> Attribute { .init("x", String(value)) }
    /// Vertical position.
    package static func y(_ value: Int) -> Attribute { .init("y", String(value)) }
    /// Horizontal position of a line's start.
    package static func x1(_ value: Int) -> Attribute { .init("x1", String(value)) }
    /// Vertical position of a line's start.
    package static func y1(_ value: Int) -> Attribute { .init("y1", String(value)) }
    /// Horizontal position of a line's end.
    package static func x2(_ value: Int) -> Attribute { .init("x2", String(value)) }
    /// Vertical position of a line's end.
    package static func y2(_ value: Int) -> Attribute { .init("y2", String(value)) }
    /// Horizontal position of a circle's center.
    package static func cx(_ value: Int) -> Attribute { .init("cx", String(value)) }
    /// Vertical position of a circle's center.
    package static func cy(_ value: Int) -> Attribute { .init("cy", String(value)) }
    /// A circle's radius.
    package static func r(_ value: Int) -> Attribute { .init("r", String(value)) }
    /// The rounding of a rectangle's corners.
    package static func rx(_ value: Int) -> Attribute { .init("rx", String(value)) }
    /// Width in units of the drawing, or pixels of an image.
    package static func width(_ value: Int) -> Attribute { .init("width", String(value)) }
    /// Height in units of the drawing, or pixels of an image.
    package static func height(_ value: Int) -> Attribute { .init("height", String(value)) }
    /// Points of a line or area.
    package static func points(_ points: [(x: Int, y: Int)]) -> Attribute {
        .init("points", points.map { "\($0.x),\($0.y)" }.joined(separator: " "))
    }
    /// The course of a path.
    package static func d(_ course: StaticString) -> Attribute { .init("d", course.description) }
    /// A pattern of the same drawing that fills the shape, by its id.
    package static func fill(pattern id: String) -> Attribute { .init("fill", "url(#\(URLPath.encoded(id)))") }
    /// The units in which a pattern is measured.
    package static func patternUnits(_ units: StaticString) -> Attribute { .init("patternUnits", units.description) }
    /// Where a text begins: `start`, `middle` or `end`.
    package static func textAnchor(_ anchor: StaticString) -> Attribute { .init("text-anchor", anchor.description) }
    /// Not stopped at by the Tab key in old browsers.
    package static var unfocusable: Attribute { .init("focusable", "false") }
}
