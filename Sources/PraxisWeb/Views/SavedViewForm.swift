import PraxisCore

/// What the form of a view sent.
struct SavedViewForm: Sendable {
    let screen: ListScreen
    let filter: String
    let name: String?
    let audience: String?
    let isFirst: Bool

    /// - Returns: `nil` where it names no list, or keeps nothing of its filter.
    init?(_ form: Form) {
        guard let screen = ListScreen.named(form["screen"]) else { return nil }
        let query = (form["filter"]?.utf8).flatMap { try? Form(encoded: $0) } ?? Form()
        self.screen = screen
        self.filter = screen.filter(of: query)
        self.name = form["name"]
        self.audience = form["audience"]
        self.isFirst = form.has("first")
        if self.filter.isEmpty { return nil }
    }

    func validated(_ allowed: [SavedView.Audience]) throws(FieldErrors) -> NewView {
        var errors = FieldErrors()
        let name = errors.check(
            "name", self.name, { $0.count <= 60 ? $0 : nil }, else: "Enter a name of at most 60 characters")
        let audience = errors.check(
            "audience", self.audience ?? SavedView.Audience.private.rawValue,
            { text in allowed.first { $0.rawValue == text } }, else: "Choose who is shown the view")
        if self.filter.utf8.count > 1000 { errors.add("name", "This filter is too long to be kept") }
        guard let name, let audience, errors.isEmpty else { throw errors }
        return NewView(
            screen: self.screen.code, name: name, query: self.filter, audience: audience, isFirst: self.isFirst)
    }
}

extension SavedView.Audience {
    /// Who is shown a view, as people say it.
    var title: String {
        switch self {
        case .private: "Only you"
        case .clinic: "Everybody at this clinic"
        case .practice: "Everybody in the practice"
        }
    }
}
