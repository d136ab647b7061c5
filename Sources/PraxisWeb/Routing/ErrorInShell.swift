import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

extension RouteResponder {
    /// The page of an error with the site's navigation around it, for somebody who is signed in; `nil` where the answer
    /// is another page, or where nobody is known to show navigation to. It does not repeat the path that was asked for:
    /// what is missing and what is another's must look alike to the last byte.
    func shellPage(
        of problem: Problem, _ request: Request, _ context: AppContext, _ credential: Credential
    ) async -> Response? {
        let statuses: [HTTPResponse.Status] = [.forbidden, .notFound, .conflict, .gone, .unprocessableContent]
        guard self.route.kind == .page, self.route.access != .anyone, request.headers[.hxRequest] == nil,
            statuses.contains(problem.status), problem.code != "reauthentication_required"
        else { return nil }
        let input = RequestInput(
            id: context.requestID, address: context.remoteAddress, target: "/",
            parameters: (try? self.reader.parameters(of: context)) ?? PathParameters(values: [:]),
            query: Form(), body: .none, once: nil, flash: nil, forgeryToken: nil, version: nil)
        let named = (try? self.scope(of: input.parameters)) ?? .all
        for scope in named == .all ? [.all] : [named, .all] {
            let caller = Caller(claim: credential.claim, scope: scope, request: input.id, address: input.address)
            guard let frame = try? await Frame.read(scope, as: caller, from: self.site.database) else { continue }
            let context = ScopedContext(
                input: input, site: self.site, caller: caller, forgeryToken: credential.forgeryToken)
            var response = context.page(frame, problem.title, status: problem.status) { errorContent(problem) }
            for header in problem.headers { response.headers[header.name] = header.value }
            return response
        }
        return nil
    }
}
