import FoundationEssentials
import PraxisCore

extension IdentityService {
    /// Gives the second factor: a code of this moment, or one of the recovery codes.
    ///
    /// - Throws: `IdentityError.wrongCode`, `.tooManyTries`.
    package func verifySecondFactor(
        _ text: String, of session: [UInt8], from visitor: Visitor
    ) async throws -> Admission {
        let start = try await self.door.ask(FactorStore.start(session))
        guard start.wait == 0 else { throw IdentityError.tooManyTries(seconds: start.wait) }
        guard let sealed = start.secret else { throw IdentityError.wrongCode }
        let recovery = RecoveryCode(text)
        var step: Int64?
        if recovery == nil {
            let totp = TOTP(secret: try self.box.open(sealed, for: start.account))
            step = totp.accepts(text, at: start.at, after: start.lastStep)
            guard step != nil else { throw IdentityError.wrongCode }
        }
        let admission = self.admission(for: visitor)
        let answer = try await self.door.ask(
            FactorStore.finish(session, step: step, recovery: recovery, admission, visitor))
        guard answer.value == true else { throw IdentityError.wrongCode }
        return admission
    }

    /// A new secret for an authenticator app. It takes effect with the first right code; until then only the sealed copy
    /// in the page's form knows it.
    package func offerEnrollment(to state: SignInState) throws -> EnrollmentOffer {
        let totp = TOTP()
        return EnrollmentOffer(
            secretText: totp.secretText, uri: totp.uri(account: state.email, issuer: state.practiceName),
            sealed: Data(try self.box.seal(totp.secret, for: state.account)).base64EncodedString())
    }

    /// The offer that a form brought back, for showing it again after a wrong code.
    ///
    /// - Throws: `IdentityError.staleEnrollment`.
    package func offer(sealed: String, to state: SignInState) throws -> EnrollmentOffer {
        let totp = try self.totp(sealed: sealed, of: state)
        return EnrollmentOffer(
            secretText: totp.secretText, uri: totp.uri(account: state.email, issuer: state.practiceName),
            sealed: sealed)
    }

    /// Sets the offered secret up as second factor once a code of it is right.
    ///
    /// - Throws: `IdentityError.wrongCode`, `.staleEnrollment`; `PX403` where the password was not given lately.
    package func enroll(
        sealed: String, code: String, state: SignInState, session: [UInt8], from visitor: Visitor
    ) async throws -> (Admission, [RecoveryCode]) {
        let totp = try self.totp(sealed: sealed, of: state)
        let start = try await self.door.ask(FactorStore.start(session))
        guard start.wait == 0 else { throw IdentityError.tooManyTries(seconds: start.wait) }
        guard let step = totp.accepts(code, at: start.at, after: nil) else { throw IdentityError.wrongCode }
        let codes = RecoveryCode.makeSet()
        let admission = self.admission(for: visitor)
        try await self.door.tell(
            FactorStore.enroll(
                session, sealed: try self.box.seal(totp.secret, for: state.account), step: step, codes: codes,
                admission, visitor))
        return (admission, codes)
    }

    private func admission(for visitor: Visitor) -> Admission {
        Admission(session: OpaqueToken(.session), device: visitor.device ?? OpaqueToken(.device), level: .full)
    }

    private func totp(sealed: String, of state: SignInState) throws -> TOTP {
        guard let bytes = Data(base64Encoded: sealed),
            let secret = try? self.box.open(Array(bytes), for: state.account)
        else { throw IdentityError.staleEnrollment }
        return TOTP(secret: secret)
    }
}
