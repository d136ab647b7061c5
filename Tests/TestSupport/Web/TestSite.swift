import Hummingbird
import Identity
import Logging
import NIOCore
import NIOEmbedded
package import PraxisCore
package import PraxisServer
package import PraxisWeb

/// The whole site on the current test's database, asked in process.
package struct TestSite: Sendable {
    package let services: Services
    /// Every route, those of the site itself among them.
    package let table: RouteTable
    /// What the router answers, as `GET /help`.
    package let registered: [String]
    let responder: RouterResponder<AppContext>

    /// The site of the current test, whose suite has the trait `.demonstration`.
    package init(
        spool: UploadSpool = UploadSpool(folder: "/tmp", limit: 256 << 20),
        onDenial: @escaping @Sendable (Denial) -> Void = { _ in }
    ) throws {
        let key = [UInt8](repeating: 7, count: 32)
        guard let box = SecretBox(key: key) else { preconditionFailure("a key of 32 bytes") }
        self.services = Services(
            pool: TestDatabase.current.pool(), box: box, hasher: PasswordHasher(.init(cost: .light)))
        let site = Site(
            database: self.services.database, assets: try AssetLibrary(), isDevelopment: true,
            attention: self.services.attention, search: self.services.search, limits: .unlimited, spool: spool,
            onDenial: onDenial)
        let router = site.router(self.services.controllers)
        self.table = site.table(self.services.controllers)
        self.registered = router.routes.map(\.description)
        self.responder = router.buildResponder()
    }

    /// A browser of nobody.
    package func browser() -> Browser { Browser(responder: self.responder) }

    /// A browser with a fresh session of an account.
    package func browser(as account: DemoAccount) throws -> Browser {
        Browser(responder: self.responder, session: try Self.session(of: account))
    }

    /// Begins a session without password and second factor.
    private static func session(of account: DemoAccount) throws -> String {
        let token = "test-\(account.rawValue)-\(UInt64.random(in: 0...UInt64.max))"
        try ScriptRunner.run(
            """
            INSERT INTO praxis.session (practice_id, session_id, account_id, digest, level, idle_limit, expires_at)
            SELECT a.practice_id, gen_random_uuid(), a.account_id, sha256('\(token)'), 'full', '1 hour',
                   now() + interval '8 hours'
              FROM praxis.account a
             WHERE a.account_id = '\(account.id)'
            """, conninfo: TestDatabase.current.conninfo(.superuser))
        return token
    }
}

extension TestSite {
    /// The caller that a request of this account's fresh session has.
    package func caller(_ account: DemoAccount, _ scope: Scope) throws -> Caller {
        Caller(claim: .session(SessionCookie.digest(of: try Self.session(of: account))), scope: scope)
    }
}
