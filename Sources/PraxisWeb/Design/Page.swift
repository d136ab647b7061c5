package import HTML
package import HTTPTypes
package import Hummingbird

extension ScopedContext {
    /// A whole page: the shell around what it shows.
    ///
    /// - Parameters:
    ///   - title: the page's name, for the tab and, with `pageHeader`, its heading.
    ///   - status: 422 for a form that comes back with errors; the title then begins with “Error: ”.
    package func page(
        _ frame: Frame, _ title: String, status: HTTPResponse.Status = .ok, @HTMLBuilder content: () -> HTML
    ) -> Response {
        let shell = Shell(
            context: self, frame: frame, name: status == .unprocessableContent ? "Error: " + title : title)
        var response = shell.document(content()).response(status)
        if self.input.flash != nil { response.headers.append(HTTPField(name: .setCookie, value: Flash.clear)) }
        return response
    }
}

/// The heading of a page: its name, a tag for its state, a line of facts, and what one can do here.
package func pageHeader(
    _ title: String, tag: HTML? = nil, lead: String? = nil, trail: [Crumb] = [],
    @HTMLBuilder actions: () -> HTML = { HTML() }
) -> HTML {
    let actions = actions()
    return header(.class("page-header")) {
        if !trail.isEmpty { breadcrumb(trail) }
        div(.class("bar")) {
            h1 { title }
            tag
            if !actions.isEmpty { div(.class("push actions")) { actions } }
        }
        if let lead { p(.class("lead")) { lead } }
    }
}

/// One step of the way to a page.
package struct Crumb: Sendable {
    package let title: String
    package let place: Place

    package init(_ title: String, _ place: Place) {
        self.title = title
        self.place = place
    }
}

/// The way to a page, from the general to the particular.
package func breadcrumb(_ trail: [Crumb]) -> HTML {
    nav(.class("trail"), .aria("label", "Breadcrumb")) {
        ol {
            for crumb in trail { li { a(.href(crumb.place)) { crumb.title } } }
        }
    }
}
