import FoundationEssentials
import HTML
import HTTPTypes
import PraxisCore

/// The page of an error, without navigation: what happened, what to do, and the number that finds it in the log.
func errorPage(_ problem: Problem, site: Site, request: UUID) -> HTML {
    pageDocument(site, "\(problem.title) · Praxis", token: nil) {
        main(.id("main"), .class("plain error-page")) {
            p(.class("brand")) {
                logo()
                span { "Praxis" }
            }
            errorContent(problem)
            if problem.status.kind == .serverError {
                p(.class("muted")) {
                    "Number "
                    code { request.uuidString.lowercased() }
                }
            }
        }
    }
}

/// What happened and what to do, as pages with and without navigation show it.
func errorContent(_ problem: Problem) -> HTML {
    group {
        p(.class("error-code")) { String(problem.status.code) }
        h1 { problem.title }
        if let detail = problem.detail { p(.class("lead")) { detail } }
        if !problem.fields.isEmpty {
            ul { for entry in problem.fields.entries { li { "\(entry.field): \(entry.message)" } } }
        }
        div(.class("bar")) {
            a(.class("button primary"), .href(Place())) { "To the start page" }
        }
    }
}
