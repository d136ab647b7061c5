import HTML
import HTTPTypes
import Hummingbird
package import Identity
import PraxisCore

/// Setting up a second factor, at the first sign-in of a role that requires one or by one's own choice.
package struct EnrollmentController: Controller {
    let identity: IdentityService

    package init(identity: IdentityService) { self.identity = identity }

    package var routes: [Route] {
        [
            .open(.get, "/sign-in/enrollment", "Set up a second factor", self.offer),
            .open(.post, "/sign-in/enrollment", "Set up a second factor", self.enroll),
        ]
    }

    @Sendable private func offer(request: Request, context: OpenContext) async throws -> Response {
        let state = try await self.identity.state(of: try context.session())
        if let other = self.elsewhere(state, context) { return other }
        return self.page(context, state, try self.identity.offerEnrollment(to: state))
    }

    @Sendable private func enroll(request: Request, context: OpenContext) async throws -> Response {
        let session = try context.session()
        let state = try await self.identity.state(of: session)
        if let other = self.elsewhere(state, context) { return other }
        let sealed = context.form["offer"] ?? ""
        do {
            let (admission, codes) = try await self.identity.enroll(
                sealed: sealed, code: context.form["code"] ?? "", state: state, session: session,
                from: Visitor(request, context))
            var response = entrancePage(context, "Your recovery codes") {
                recoveryCodeList(codes, next: Place(wanted: context.next))
            }
            response.keep(admission)
            return response
        } catch IdentityError.staleEnrollment {
            let errors = FieldErrors("code", IdentityError.staleEnrollment.sentence)
            return self.page(context, state, try self.identity.offerEnrollment(to: state), errors)
        } catch let error as IdentityError {
            let offer = try self.identity.offer(sealed: sealed, to: state)
            return self.page(context, state, offer, FieldErrors("code", error.sentence), error.problem)
        }
    }

    /// A session that has to give something else first goes there.
    private func elsewhere(_ state: SignInState, _ context: OpenContext) -> Response? {
        switch state.level {
        case .enrollment: nil
        case .password: .redirect(to: Place.signInCode.before(context.next))
        case .full where !state.isFresh:
            .redirect(to: Place.signInAgain.before(Place.enrollment.path.description))
        case .full: nil
        }
    }

    private func page(
        _ context: OpenContext, _ state: SignInState, _ offer: EnrollmentOffer,
        _ errors: FieldErrors = FieldErrors(), _ problem: Problem? = nil
    ) -> Response {
        let lead =
            state.needsFactor && !state.hasFactor
            ? "Your role at \(state.practiceName) asks for a second factor beside the password."
            : "An authenticator app proves that it is you, beside the password."
        let status = problem?.status ?? (errors.isEmpty ? .ok : .unprocessableContent)
        return entrancePage(context, "Set up a second factor", lead: lead, status: status) {
            enrollmentForm(context, offer, errors: errors)
        }
    }
}
