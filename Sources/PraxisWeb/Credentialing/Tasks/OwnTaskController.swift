package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What is asked of oneself, in one list made for a phone: application, credentials, courses, policies, certificates.
package struct OwnTaskController: Controller {
    let files: FileService
    let training: TrainingService
    let credentialing: CredentialingService

    package init(files: FileService, training: TrainingService, credentialing: CredentialingService) {
        self.files = files
        self.training = training
        self.credentialing = credentialing
    }

    package var routes: [Route] {
        [
            .page(.get, "/account/tasks", .dutyFulfill, "My tasks", self.show),
            .api(
                .get, "/api/v1/account/tasks", .dutyFulfill, "List what is asked of oneself",
                answers: .page(of: OwnTask.schema), self.apiShow),
        ]
    }

    private func tasks(_ context: ScopedContext, _ frame: Frame) async throws -> [OwnTask] {
        async let files = self.files.own(as: context.caller)
        async let credentials = self.credentialing.ownFile(as: context.caller)
        let training = try await self.training.ownFile(on: frame.today, as: context.caller)
        return OwnTask.all(try await files, try await credentials.credentials, training)
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let tasks = try await self.tasks(context, frame)
        return context.page(frame, "My tasks") { ownTasksPage(frame, tasks) }
    }

    @Sendable private func apiShow(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.tasks(context, try await context.frame())))
    }
}

extension OwnTask.Kind: APIWord {}

extension OwnTask: APIObject {
    static let members: [APIMember<OwnTask>] = [
        APIMember("kind") { $0.kind }, APIMember("title") { $0.title }, APIMember("detail") { $0.detail },
        APIMember("due") { $0.due }, APIMember("to_do") { $0.urgency != .info },
    ]
}

/// What is to do first, then what is on its way, with the ways to everything that is asked.
private func ownTasksPage(_ frame: Frame, _ tasks: [OwnTask]) -> HTML {
    let (open, known) = (tasks.filter { $0.urgency != .info }, tasks.filter { $0.urgency == .info })
    return group {
        pageHeader(
            "My tasks",
            lead: open.isEmpty
                ? "Nothing waits for you." : "\(counted(open.count, "thing waits", "things wait")) for you.")
        if tasks.isEmpty {
            emptyState(
                "All done", "Applications, renewals, courses and policies stand here once they are asked.", icon: .check
            )
        }
        if !open.isEmpty { taskList("To do", open) }
        if !known.isEmpty { taskList("On its way", known) }
        nav(.class("bar"), .aria("label", "Everything of mine")) {
            if frame.may(.fileApply) { a(.class("button"), .href(Place.applications)) { "My application" } }
            a(.class("button"), .href(Place.ownCredentials)) { "My credentials" }
            a(.class("button"), .href(Place.ownTraining)) { "My training and policies" }
        }
    }
}

private func taskList(_ title: String, _ tasks: [OwnTask]) -> HTML {
    section(.class("stack")) {
        h2 { title }
        ul(.class("attention")) {
            for task in tasks {
                li {
                    a(.class("attention-item", task.tone), .href(task.place)) {
                        span(.class("attention-count")) { icon(task.kind.icon) }
                        span {
                            span(.class("attention-title")) { task.title }
                            small { task.detail }
                        }
                        span(.class("tag", task.tone)) { task.word }
                        icon(.chevronRight)
                    }
                }
            }
        }
    }
}

extension OwnTask {
    fileprivate var tone: String {
        switch self.urgency {
        case .now: "bad"
        case .soon: "warn"
        case .info: "info"
        }
    }

    fileprivate var word: String {
        switch self.urgency {
        case .now: "Now"
        case .soon: "Soon"
        case .info: "To know"
        }
    }
}

extension OwnTask.Kind {
    fileprivate var icon: Icon {
        switch self {
        case .application: .pencil
        case .credential: .badge
        case .course: .star
        case .policy: .file
        case .certificate: .receipt
        }
    }
}
