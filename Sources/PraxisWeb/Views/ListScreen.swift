import Credentialing
import HTML
import Ordering
import PraxisCore

/// A list whose filters can be kept under a name.
struct ListScreen: Sendable {
    /// Names it in addresses and in the database.
    let code: String
    let title: String
    /// What opens it.
    let permission: Permission
    /// The items of its query that a view keeps, in their order.
    let items: [String]
    let place: @Sendable (Scope) -> Place
    /// What the value of an item is to people, as the chips above the list say it.
    let word: @Sendable (_ item: String, _ value: String) -> String?

    static let people = ListScreen(
        code: "people", title: "People", permission: .personRead, items: ["q", "position", "former"],
        place: { .people($0) },
        word: { item, value in item == "former" ? "Former too" : item == "position" ? Position.name(value) : nil })
    static let credentials = ListScreen(
        code: "credentials", title: "Credentials", permission: .credentialRead, items: ["q", "status", "type"],
        place: { .credentials($0) },
        word: { item, value in item == "status" ? BoardBucket(rawValue: value)?.title : nil })
    static let requisitions = ListScreen(
        code: "requisitions", title: "Requisitions", permission: .requisitionRead, items: ["status"],
        place: { .requisitions($0) }, word: { _, value in RequisitionStatus(rawValue: value)?.title })
    static let orders = ListScreen(
        code: "orders", title: "Orders", permission: .orderRead, items: ["status"],
        place: { .orders($0) }, word: { _, value in OrderStatus(rawValue: value)?.title })

    static let all = [Self.people, .credentials, .requisitions, .orders]

    /// The list of a code.
    static func named(_ code: String?) -> ListScreen? { Self.all.first { $0.code == code } }

    /// What a view keeps of a query, as it stands in an address; empty where nothing is filtered.
    func filter(of query: Form) -> String {
        self.items.compactMap { name in
            query[name].map { URLPath.encoded(name) + "=" + URLPath.encoded($0) }
        }.joined(separator: "&")
    }

    /// A kept filter in words: `Registered nurse, “smith”`.
    func words(_ filter: String) -> String {
        let query = (try? Form(encoded: filter.utf8)) ?? Form()
        return self.items.compactMap { item in
            query[item].map { value in
                item == "q"
                    ? "“\(value)”" : self.word(item, value) ?? value.split(separator: "_").joined(separator: " ")
            }
        }.joined(separator: ", ")
    }

    /// The list with a kept filter.
    ///
    /// - Parameter view: stands in the address so that it says more than the bare one, which leads to the view that
    ///   somebody begins with.
    func place(_ scope: Scope, filter: String, view: String) -> Place {
        let query = (try? Form(encoded: filter.utf8)) ?? Form()
        var path = self.place(scope).path
        for name in self.items { path = path.query(name, query[name]) }
        return Place(path: path.query("view", view))
    }
}
