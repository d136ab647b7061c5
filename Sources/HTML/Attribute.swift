/// An attribute of an element. There is none for styles or event handlers, and those that name a place take a
/// `URLPath`, so the content security policy holds by construction.
package struct Attribute: Sendable {
    enum Value: Sendable {
        case omitted
        case flag
        case text(String)
    }

    let prefix: StaticString
    let name: StaticString
    let value: Value

    init(_ name: StaticString, _ value: Value, prefix: StaticString = "") {
        self.prefix = prefix
        self.name = name
        self.value = value
    }

    init(_ name: StaticString, _ text: String?, prefix: StaticString = "") {
        self.init(name, text.map(Value.text) ?? .omitted, prefix: prefix)
    }

    init(_ name: StaticString, flag: Bool) { self.init(name, flag ? .flag : .omitted) }

    func append(to html: inout HTML) {
        if case .omitted = self.value { return }
        html.append(markup: " ")
        html.append(markup: self.prefix)
        html.append(markup: self.name)
        guard case .text(let text) = self.value else { return }
        html.append(markup: "=\"")
        html.append(text: text)
        html.append(markup: "\"")
    }
}

// MARK: - Any element

extension Attribute {
    /// An attribute that is there only if a condition holds.
    package static func when(_ condition: Bool, _ attribute: Attribute) -> Attribute {
        condition ? attribute : Attribute("", .omitted)
    }

    /// The element's name within the page.
    package static func id(_ id: String?) -> Attribute { .init("id", id) }
    /// Classes of the style sheet; empty ones are left out.
    package static func `class`(_ names: String...) -> Attribute {
        let names = names.filter { !$0.isEmpty }
        return .init("class", names.isEmpty ? nil : names.joined(separator: " "))
    }
    /// The language of the content, such as `en-US`.
    package static func lang(_ language: String) -> Attribute { .init("lang", language) }
    /// A tip that adds to the content and is not needed to understand it.
    package static func title(_ text: String?) -> Attribute { .init("title", text) }
    /// What the element is to assistive technology.
    package static func role(_ role: StaticString) -> Attribute { .init("role", role.description) }
    /// `aria-…`: a state or property for assistive technology.
    package static func aria(_ name: StaticString, _ value: String?) -> Attribute {
        .init(name, value, prefix: "aria-")
    }
    /// `aria-hidden`: decoration that is not read out.
    package static var ariaHidden: Attribute { .init("aria-hidden", "true") }
    /// `data-…`: a value for our scripts and style sheets.
    package static func data(_ name: StaticString, _ value: String?) -> Attribute {
        .init(name, value, prefix: "data-")
    }
    /// A place of this site, for our scripts.
    package static func data(_ name: StaticString, path: URLPath) -> Attribute { .data(name, path.description) }
    /// Whether the element can take the focus, and in which order.
    package static func tabindex(_ index: Int) -> Attribute { .init("tabindex", String(index)) }
    /// Takes the focus when the page opens.
    package static func autofocus(_ on: Bool = true) -> Attribute { .init("autofocus", flag: on) }
    /// Not shown.
    package static func hidden(_ on: Bool = true) -> Attribute { .init("hidden", flag: on) }
    /// Can be dragged.
    package static var draggable: Attribute { .init("draggable", "true") }
    /// Open from the start: a dialog or details.
    package static func open(_ on: Bool = true) -> Attribute { .init("open", flag: on) }
    /// Shown and hidden by a button that names it.
    package static var popover: Attribute { .init("popover", "auto") }
}

// MARK: - Links, metadata, media

extension Attribute {
    /// Where a link leads.
    package static func href(_ path: URLPath) -> Attribute { .init("href", path.description) }
    /// Where a link leads on another site.
    package static func href(_ address: ExternalAddress) -> Attribute { .init("href", address.text) }
    /// An element of the same page, by its id.
    package static func href(fragment id: String) -> Attribute { .init("href", "#" + URLPath.encoded(id)) }
    /// Writes a mail to an address.
    package static func mailto(_ address: String) -> Attribute {
        .init(
            "href", "mailto:" + address.split(separator: "@").map { URLPath.encoded(String($0)) }.joined(separator: "@")
        )
    }
    /// Calls a telephone number.
    package static func tel(_ number: String) -> Attribute {
        .init("href", "tel:" + String(number.filter { $0.isASCII && ($0.isNumber || $0 == "+") }))
    }
    /// The file behind a link is saved, not opened.
    package static func download(_ on: Bool = true) -> Attribute { .init("download", flag: on) }
    /// Where a script, image or frame comes from.
    package static func src(_ path: URLPath) -> Attribute { .init("src", path.description) }
    /// How the linked place relates to this one.
    package static func rel(_ relation: StaticString) -> Attribute { .init("rel", relation.description) }
    /// The kind of a script or linked file.
    package static func media(type: StaticString) -> Attribute { .init("type", type.description) }
    /// For which screens or schemes a linked file is meant.
    package static func media(_ query: StaticString) -> Attribute { .init("media", query.description) }
    /// The character encoding of the page.
    package static func charset(_ name: StaticString) -> Attribute { .init("charset", name.description) }
    /// What a `meta` says.
    package static func content(_ text: String) -> Attribute { .init("content", text) }
    /// What an image shows.
    package static func alt(_ text: String) -> Attribute { .init("alt", text) }
    /// A day or instant in the form that machines read.
    package static func datetime(_ text: String) -> Attribute { .init("datetime", text) }
    /// Numbering of a list begins here.
    package static func start(_ number: Int) -> Attribute { .init("start", String(number)) }
}

extension Attribute {
    /// A script runs after the page was read.
    package static var deferred: Attribute { .init("defer", .flag) }
}
