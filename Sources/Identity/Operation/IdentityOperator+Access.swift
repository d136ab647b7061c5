package import FoundationEssentials
package import Postgres
package import PraxisCore

extension IdentityOperator {
    /// Gives a role, at a clinic or in the whole practice; a role of one's own rows takes neither.
    ///
    /// - Returns: the grant.
    package func grant(
        _ role: String, clinic: String? = nil, to account: OperatorAccount, until: Instant? = nil, reason: String
    ) async throws -> UUID {
        let id = UUID.version7()
        let query = OperatorStore.grant(
            id, role, clinic: clinic, to: account.id, practice: account.practiceID, until: until, reason: reason)
        do {
            try await self.change(in: account.practiceID) { transaction in
                guard let made = try await transaction.fetch(query).first else {
                    throw Refusal(description: "there is no such role or clinic in the practice")
                }
                return made.event("identity.grant.add", reason: reason)
            }
        } catch let error as PostgresError {
            throw error.constraint == "role_grant_once"
                ? Refusal(description: "\(account.email) has that role there already")
                : error.refusal.map { Refusal(description: "refused: \($0.code)") } ?? error
        }
        return id
    }

    /// Grants of an account that are valid now or later.
    package func grants(of account: OperatorAccount) async throws -> [OperatorGrant] {
        try await self.pool.pipeline(.readOnly, OperatorStore.grants(of: account.id, practice: account.practiceID))
    }

    /// Ends a grant now.
    package func endGrant(_ grant: UUID, of account: OperatorAccount) async throws {
        let query = OperatorStore.endGrant(grant, of: account.id, practice: account.practiceID)
        try await self.change(in: account.practiceID) { transaction in
            guard let ended = try await transaction.fetch(query).first else {
                throw Refusal(description: "the account has no such grant")
            }
            return ended.event("identity.grant.end")
        }
    }

    /// Sessions of an account that are alive.
    package func sessions(of account: OperatorAccount) async throws -> [OperatorSession] {
        try await self.pool.pipeline(.readOnly, OperatorStore.sessions(of: account.id, practice: account.practiceID))
    }

    /// Ends every session of an account.
    ///
    /// - Returns: how many.
    package func endSessions(of account: OperatorAccount) async throws -> Int {
        try await self.change(in: account.practiceID, "identity.session.end", "account", account.id) {
            try await $0.execute(OperatorStore.endSessions(of: account.id, practice: account.practiceID))
        }
    }

    /// API tokens of an account that work.
    package func tokens(of account: OperatorAccount) async throws -> [OperatorToken] {
        try await self.pool.pipeline(.readOnly, OperatorStore.tokens(of: account.id, practice: account.practiceID))
    }

    /// Makes an API token. It does what its account may do, within the permissions and clinics named.
    ///
    /// - Parameter clinics: slugs; none for all clinics of the account.
    package func createToken(
        named name: String, permissions: [Permission], clinics: [String], days: Int, for account: OperatorAccount
    ) async throws -> OpaqueToken {
        guard !permissions.isEmpty, (1...400).contains(days) else {
            throw Refusal(description: "a token needs a permission and lasts from 1 to 400 days")
        }
        let (id, token) = (UUID.version7(), OpaqueToken(.api))
        let sql = OperatorStore.insertToken(
            id, token, named: name, permissions: permissions, clinics: clinics, days: days, account)
        return try await self.change(in: account.practiceID, "identity.token.create", "api_token", id) {
            guard try await $0.execute(sql) == 1 else { throw Refusal(description: "there is no such clinic") }
            return token
        }
    }

    /// Makes a token worthless.
    package func revokeToken(_ token: UUID, of account: OperatorAccount) async throws {
        try await self.change(in: account.practiceID, "identity.token.revoke", "api_token", token) {
            let revoked = try await $0.execute(
                OperatorStore.revokeToken(token, of: account.id, practice: account.practiceID))
            guard revoked == 1 else { throw Refusal(description: "the account has no such token") }
        }
    }
}

/// A grant as an operator sees it.
package struct OperatorGrant: PostgresRow, Encodable {
    package let id: UUID
    package let role: String
    package let scope: String
    package let clinic: String?
    package let starts: String
    package let ends: String?
    package let kind: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.role = try row.read()
        self.scope = try row.read()
        self.clinic = try row.read()
        self.starts = try row.read()
        self.ends = try row.read()
        self.kind = try row.read()
    }
}

/// A session as an operator sees it.
package struct OperatorSession: PostgresRow, Encodable {
    package let id: UUID
    package let level: String
    package let created: String
    package let lastSeen: String
    package let expires: String
    package let address: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.level = try row.read()
        self.created = try row.read()
        self.lastSeen = try row.read()
        self.expires = try row.read()
        self.address = try row.read()
    }
}

/// An API token as an operator sees it; its text is shown once, when it is made.
package struct OperatorToken: PostgresRow, Encodable {
    package let id: UUID
    package let name: String
    package let permissions: [String]
    package let clinics: [String]
    package let expires: String
    package let lastSeen: String?

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
        self.permissions = try row.read()
        self.clinics = try row.read()
        self.expires = try row.read()
        self.lastSeen = try row.read()
    }
}
