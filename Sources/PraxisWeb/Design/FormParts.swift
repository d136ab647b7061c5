import FoundationEssentials
package import HTML
package import PraxisCore

/// A form that is sent by POST. It carries the session's forgery token and a key that makes its effect happen once.
///
/// - Parameter once: `false` for what has the same effect however often it happens: its markup is always the same.
package func postForm(
    _ context: some HandlerContext, _ place: Place, _ attributes: Attribute..., once: Bool = true,
    @HTMLBuilder content: () -> HTML
) -> HTML {
    let token = (context as? ScopedContext)?.forgeryToken ?? (context as? OpenContext)?.forgeryToken
    let all = [.method("post"), .action(place), .novalidate] + attributes
    return formElement(all) {
        if let token { input(.type("hidden"), .name(FormField.token), .value(token)) }
        if once { input(.type("hidden"), .name(FormField.key), .value(UUID().uuidString.lowercased())) }
        content()
    }
}

/// A form with files.
package func uploadForm(
    _ context: some HandlerContext, _ place: Place, @HTMLBuilder content: () -> HTML
) -> HTML {
    postForm(context, place, .enctype("multipart/form-data"), content: content)
}

/// A form that asks and changes nothing: filters and searches.
package func getForm(_ place: Place, _ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
    formElement([.method("get"), .action(place)] + attributes, content: content)
}

/// A button that sends its form.
package func submit(_ label: String, _ style: ButtonStyle = .primary, name: String? = nil, value: String? = nil) -> HTML
{
    button(
        .type("submit"), .class("button", style.rawValue), .when(name != nil, .name(name ?? "")), .value(value)
    ) { label }
}

/// A form of one button: a step that needs nothing else.
package func postButton(
    _ context: some HandlerContext, _ place: Place, _ label: String, _ style: ButtonStyle = .plain,
    fields: [(String, String)] = []
) -> HTML {
    postForm(context, place, .class("inline")) {
        for (name, value) in fields { input(.type("hidden"), .name(name), .value(value)) }
        submit(label, style)
    }
}

/// How much a button stands out.
package enum ButtonStyle: String, Sendable {
    case primary
    case plain = ""
    case danger
    case quiet
}

/// A link that looks like a button. `N` follows the first of a page that adds something, `E` the first that changes it.
package func buttonLink(_ label: String, _ place: Place, _ style: ButtonStyle = .plain, icon: Icon? = nil) -> HTML {
    let key = icon == .plus ? "n" : icon == .pencil ? "e" : nil
    return a(.class("button", style.rawValue), .href(place), .data("key", key)) {
        if let icon { PraxisWeb.icon(icon) }
        label
    }
}

/// A step away from what was begun.
package func cancelLink(_ place: Place, _ label: String = "Cancel") -> HTML {
    a(.class("button quiet"), .href(place)) { label }
}

/// The buttons at the end of a form.
package func formActions(@HTMLBuilder content: () -> HTML) -> HTML {
    div(.class("bar form-actions")) { content() }
}

/// Everything that is wrong with a form, first on the page; each line leads to its field.
package func errorSummary(_ errors: FieldErrors) -> HTML {
    if errors.isEmpty { return HTML() }
    return div(.class("error-summary"), .role("alert"), .tabindex(-1), .autofocus(), .aria("labelledby", "error-title"))
    {
        h2(.id("error-title")) { "There is a problem" }
        ul {
            for entry in errors.entries {
                li { a(.href(fragment: fieldID(entry.field))) { entry.message } }
            }
        }
    }
}

/// The id of a field's control.
package func fieldID(_ name: String) -> String {
    "f-" + String(name.map { $0.isLetter || $0.isNumber ? $0 : "-" })
}
