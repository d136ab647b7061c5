import HTML
import HTTPTypes
import Hummingbird
import Logging
import PraxisCore

/// Turns every error into an answer: a page for people, `application/problem+json` for programs.
struct ErrorPages: RouterMiddleware {
    typealias Context = AppContext

    let site: Site

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem(error)
            if problem.status.kind == .serverError { self.log(error, problem, context) }
            return self.answer(problem, to: request, context)
        }
    }

    private func log(_ error: any Error, _ problem: Problem, _ context: AppContext) {
        let level: Logger.Level = problem.status == .internalServerError ? .error : .warning
        context.logger.log(
            level: level, "request failed",
            metadata: ["code": "\(problem.code)", "error": "\(String(reflecting: type(of: error))): \(error)"])
    }

    private func answer(_ problem: Problem, to request: Request, _ context: AppContext) -> Response {
        if request.uri.path.hasPrefix("/api/") { return problem.response }
        if problem.status == .unauthorized { return self.signIn(for: problem, before: request) }
        if problem.code == "reauthentication_required" { return self.signIn(for: problem, before: request) }
        var response = errorPage(problem, site: self.site, request: context.requestID).response(problem.status)
        for header in problem.headers { response.headers[header.name] = header.value }
        return response
    }

    /// To the page where what is missing is given, and from there back to what was wanted.
    private func signIn(for problem: Problem, before request: Request) -> Response {
        let place: Place =
            switch problem.code {
            case "second_factor_required": .signInCode
            case "enrollment_required": .enrollment
            case "reauthentication_required": .signInAgain
            default: .signIn
            }
        let back = request.method == .get && request.uri.path != "/" ? request.uri.string : nil
        let path = place.path.query("next", back)
        if request.headers[.hxRequest] != nil {
            return Response(status: .noContent, headers: [.hxRedirect: path.description])
        }
        return Response(status: .seeOther, headers: [.location: path.description])
    }
}

extension Problem {
    /// The answer to a program.
    var response: Response {
        var response = Response(
            status: self.status, headers: [.contentType: "application/problem+json"],
            body: .init(byteBuffer: .init(string: self.json.text)))
        for header in self.headers { response.headers[header.name] = header.value }
        return response
    }
}
