import HTML
import HTTPTypes
import PraxisCore

/// What surrounds every page of somebody who is signed in.
struct Shell {
    let context: ScopedContext
    let frame: Frame
    let name: String

    func document(_ content: HTML) -> HTML {
        pageDocument(
            self.context.site, "\(self.name) · \(self.frame.scopeName) · Praxis", token: self.context.forgeryToken
        ) {
            a(.class("skip"), .href(fragment: "main")) { "Skip to content" }
            siteHeader(self)
            div(.class("shell")) {
                siteNavigation(self)
                main(.id("main"), .tabindex(-1)) {
                    div(.id("status"), .class("flash"), .role("status")) { self.context.input.flash ?? "" }
                    if let end = self.frame.emergencyUntil {
                        notice(.warn, "Emergency access until \(self.frame.shown(end))") {
                            p { "Everything you do is marked in the audit trail and will be reviewed." }
                        }
                    }
                    content
                }
            }
            footer(.class("print-only")) {
                "\(self.frame.practice) · \(self.frame.scopeName) · \(self.context.input.target)"
            }
        }
    }

    /// Places that the caller may open. Whoever changes nothing but the own things has those first, at the thumb on a phone.
    var items: [Navigation.Item] {
        let items = Navigation.items.filter { $0.permission.map(self.frame.may) ?? true }
        guard self.frame.changesOwnThingsAlone else { return items }
        return items.filter(\.isHome) + items.filter(\.isOwn) + items.filter { !$0.isHome && !$0.isOwn }
    }

    /// Whether a place is the one whose page this is.
    func isCurrent(_ item: Navigation.Item) -> Bool {
        let path = self.context.input.target.split(separator: "?").first.map(String.init) ?? ""
        let place = item.place(self.frame.scope).path.description
        if item.isHome { return path == place }
        let segments = path.split(separator: "/").map(String.init)
        // `/account/shifts` is not below a clinic: its second part says nothing about the place.
        let part =
            segments.first == self.frame.scope.description
            ? segments.dropFirst().first : segments.first == "account" ? segments.prefix(2).joined(separator: "/") : nil
        return path == place || path.hasPrefix(place + "/") || part.map(item.parts.contains) == true
    }

    /// Pages that only a clinic has.
    private static let ofClinics: Set<String> = ["clinic", "shift-templates"]

    /// The same page for another clinic: only what stands before the first slash changes. What all clinics together do
    /// not have leads home.
    func samePage(in scope: Scope) -> URLPath {
        let path = self.context.input.target.split(separator: "?").first ?? ""
        let segments = path.split(separator: "/").compactMap { try? String(percentEncoded: $0.utf8) }
        guard segments.first == self.frame.scope.description else { return Place.home(scope).path }
        if let part = segments.dropFirst().first, scope == .all && Self.ofClinics.contains(part) || self.isClosed(part)
        {
            return Place.home(scope).path
        }
        var place = URLPath([scope.description] + segments.dropFirst().prefix(1))
        for item in self.context.query.fields where item.name != "after" { place = place.query(item.name, item.value) }
        return place
    }

    /// Whether the first page below a scope is a place that the caller may not open, as it is where only a part of a
    /// person's record is theirs to read.
    private func isClosed(_ part: String) -> Bool {
        func owns(_ item: Navigation.Item) -> Bool {
            item.parts.contains(part) || item.place(.all).path == URLPath([Scope.all.description, part])
        }
        return Navigation.items.contains(where: owns) && !self.items.contains(where: owns)
    }
}

/// Any page of the site: head and body.
func pageDocument(_ site: Site, _ name: String, token: String?, @HTMLBuilder content: () -> HTML) -> HTML {
    document(.lang("en-US")) {
        head {
            meta(.charset("utf-8"))
            meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
            meta(.name("color-scheme"), .content("light dark"))
            if let token { meta(.name("praxis-token"), .content(token)) }
            meta(.name("htmx-config"), .content(AssetLibrary.htmxConfiguration))
            title { name }
            site.assets.links
        }
        body { content() }
    }
}
