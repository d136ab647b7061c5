import HTML
import PraxisCore

/// The components with sample contents.
enum DesignSamples {
    static var pieces: HTML {
        group {
            div(.class("bar")) {
                for tone in [Tone.neutral, .ok, .info, .warn, .bad] { statusTag(Self.word(tone), tone) }
            }
            div(.class("bar")) {
                for style in [ButtonStyle.primary, .plain, .danger, .quiet] { buttonLink("Button", .design, style) }
                buttonLink("With icon", .design, icon: .upload)
            }
            tiles {
                statTile("Budget left", "$42,180.00", detail: "of $120,000.00 this year")
                statTile("Shifts without anybody", "7", detail: "this week", tone: .bad, place: .design)
                statTile("Licenses that end soon", "3", detail: "within 30 days", tone: .warn, place: .design)
                statTile("Roster published", "100%", tone: .ok)
            }
            notice(.info, "The roster is a draft") { p { "Only managers see it until it is published." } }
            notice(.ok, "Verified at the primary source on Mar 14, 2026")
            notice(.warn, "Two people work more than 40 hours")
            notice(.bad, "Grace Okafor cannot take this shift") {
                ul { li { "Her Arizona license ended on Feb 28, 2026" } }
            }
            stepper(["Upload", "Check", "Confirm"], current: 1)
            tabs(
                "Parts of the record", current: .design,
                [("Overview", .design), ("Licenses", .help), ("Shifts", .account), ("History", .signIn)])
            tabs(
                "Parts of the module", current: .design,
                [
                    TabGroup("Board", .help), TabGroup("Rules", [("Requirements", .design), ("Kinds", .account)]),
                    TabGroup("Imports", .signIn),
                ])
            div(.class("columns")) {
                card("Facts") {
                    buttonLink("Edit", .design, .quiet)
                } content: {
                    summaryList([
                        Fact("Name", "Grace Okafor", change: .design), Fact("NPI", "1234567893"),
                        Fact("License", change: .design) { statusTag("Active", .ok) }, Fact("Ends", nil),
                    ])
                }
                card("History") { timeline(Self.history) }
            }
            attentionList(Self.waiting)
        }
    }

    static var lists: HTML {
        let query = (try? Form(encoded: "status=open&sort=-name".utf8)) ?? Form()
        let path = Place.design.path.query("status", "open").query("sort", "-name")
        return group {
            filterBar(
                path, query, [Chips("Status", name: "status", [Choice("open", "Open"), Choice("done", "Done")])],
                search: "Name or number")
            dataTable(
                "Orders", Self.rows, sorting: Sorting(query, path: path, names: "name", "total"),
                columns: [
                    Column("Order", sort: "name") { row in
                        a(.href(Place.design)) { row.name }
                        small { row.detail }
                    },
                    .state("State") { row in statusTag(row.state, row.tone) },
                    .number("Total", sort: "total") { row in money(row.total) },
                ]
            ) { totalRow("Total", covering: 2, ["$3,181.40"]) }
            pager(path, shown: 3, total: 120, next: "x", exports: true)
            emptyState("No orders yet", "An order begins with a request.", icon: .cart) {
                buttonLink("New request", .design, .primary, icon: .plus)
            }
        }
    }

    /// A list with its saved views, and with boxes to do something with several rows.
    static func chosen(_ context: OpenContext) -> HTML {
        let choice = RowChoice<Row>(
            form: "chosen-samples", name: "row[]", value: { $0.name }, label: { $0.name },
            isOffered: { $0.tone != .bad })
        let query = (try? Form(encoded: "status=approved".utf8)) ?? Form()
        let views = [("To send", "status=released", true), ("Arrived", "status=closed", false)].map {
            name, query, first in
            SavedView(
                id: .make(), screen: "orders", name: name, query: query, audience: .private, isOwn: true, isFirst: first
            )
        }
        return group {
            savedViewBar(SavedViews(screen: .orders, scope: .all, query: query, views: views))
            dataTable(
                "Orders to choose from", Self.rows, choosing: choice,
                columns: [
                    Column("Order") { row in a(.href(Place.design)) { row.name } },
                    Column("Vendor") { $0.detail }, .state("State") { row in statusTag(row.state, row.tone) },
                    .number("Total") { row in money(row.total) },
                ])
            bulkBar(context, choice, .design) { submit("Mark as sent", .plain) }
        }
    }

    static func form(_ context: OpenContext) -> HTML {
        var errors = FieldErrors()
        errors.add("ends", "Enter an end time, such as 4:30 PM")
        let people = (1...80).map { Choice("\($0)", "Person \($0)", group: $0 < 40 ? "Denver" : "Phoenix") }
        return group {
            errorSummary(errors)
            postForm(context, .design) {
                textField(Field("name", "Name", value: "Riverside", hint: "As it stands on the license"))
                fieldRow {
                    dateField(Field("day", "Day", value: "2026-03-14"))
                    timeField(Field("ends", "Ends", value: "25:00", errors: errors))
                    moneyField(Field("price", "Price", value: "1,250.00", isOptional: true))
                }
                selectField(Field("person", "Person"), people, blank: "Nobody", search: true)
                fields("Repeat") {
                    radios(
                        Field("every", "How often", value: "week"),
                        [Choice("day", "Every day"), Choice("week", "Every week")])
                    checkbox("weekends[]", "Weekends too", isOn: true, hint: "Saturday and Sunday")
                }
                textArea(Field("note", "Note", isOptional: true))
                fileField(Field("file", "File", hint: "PDF or CSV, at most 50 MB"), accept: ".pdf,.csv")
                formActions {
                    submit("Save")
                    submit("Save and add another", .plain, name: "again", value: "1")
                    cancelLink(.design)
                }
            }
            div(.class("bar")) { confirmLink("Delete", .design, dialog: "sure") }
            confirmDialog("sure", "Delete this order?") {
                p { "Three lines for $1,250.00 are given back to the budget." }
                formActions {
                    submit("Delete", .danger)
                    button(.type("button"), .class("button quiet"), .data("close", "")) { "Keep it" }
                }
            }
        }
    }

    static var charts: HTML {
        card("Charts") {
            barChart(
                "Spent by clinic", "Denver spent most; Phoenix is above its budget.",
                [
                    Bar("Denver", 82_000, "$82,000"), Bar("Phoenix", 64_500, "$64,500, above budget", tone: .bad),
                    Bar("Chicago", 30_100, "$30,100"),
                ])
            usageMeter("Budget used", share: 64)
            usageMeter("Budget used", share: 97)
        }
    }

    private struct Row: Sendable {
        let name: String
        let detail: String
        let state: String
        let tone: Tone
        let total: Money
    }

    private static let rows = [
        Row(
            name: "PO-2026-0042", detail: "Alpine Medical", state: "Approved", tone: .ok,
            total: Money(minorUnits: 125_000)),
        Row(
            name: "PO-2026-0043", detail: "Mesa Supply", state: "Waits for approval", tone: .warn,
            total: Money(minorUnits: 201_240)),
        Row(
            name: "PO-2026-0044", detail: "Front Range Labs", state: "Refused", tone: .bad,
            total: Money(minorUnits: -8_100)),
    ]

    private static let history = [
        TimelineEntry(
            "License verified", who: "Cyrus Pemberton", at: "Mar 14, 2026, 9:12 AM MDT", details: [("State", "Arizona")]
        ),
        TimelineEntry("License entered", who: "Cyrus Pemberton", at: "Mar 13, 2026, 4:40 PM MDT"),
    ]

    private static let waiting = [
        Attention(
            .now, count: 7, one: "shift has nobody", many: "shifts have nobody", detail: "This week and next",
            place: .design),
        Attention(
            .soon, count: 3, one: "license ends within 30 days", many: "licenses end within 30 days", place: .design),
        Attention(
            .info, count: 12, one: "request waits for an order", many: "requests wait for an order", place: .design),
    ]

    private static func word(_ tone: Tone) -> String {
        switch tone {
        case .neutral: "Draft"
        case .ok: "Approved"
        case .info: "Sent"
        case .warn: "Ends soon"
        case .bad: "Expired"
        }
    }
}
