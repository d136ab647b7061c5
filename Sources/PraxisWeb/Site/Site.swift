package import Hummingbird
package import PraxisCore

/// What the site has for all requests.
package struct Site: Sendable {
    /// The doors to the data, for what the shell of every page shows.
    package let database: Database
    /// Style sheets, scripts, icons and fonts.
    package let assets: AssetLibrary
    /// Whether `/design` is shown.
    package let isDevelopment: Bool
    /// What each module wants attention for, on the home page.
    package let attention: [any AttentionSource]
    /// What each module lets one search for.
    package let search: [any SearchSource]
    let limits: RateLimits
    let uploads = UploadSlots(limit: 4)
    let bulkUploads = UploadSlots(limit: 4)
    /// Where large files wait while they are read.
    let spool: UploadSpool
    /// Whose word about a client's address is taken.
    let proxies: TrustedProxies
    /// Told the digest of every session and token that the database accepted.
    let onCredential: @Sendable ([UInt8]) -> Void
    /// Told of every refusal of somebody who is signed in.
    let onDenial: @Sendable (Denial) -> Void

    package init(
        database: Database, assets: AssetLibrary, isDevelopment: Bool = false,
        attention: [any AttentionSource] = [], search: [any SearchSource] = [],
        limits: RateLimits.Configuration = .init(), proxies: TrustedProxies = .none, spool: UploadSpool,
        onCredential: @escaping @Sendable ([UInt8]) -> Void = { _ in },
        onDenial: @escaping @Sendable (Denial) -> Void = { _ in }
    ) {
        self.database = database
        self.assets = assets
        self.isDevelopment = isDevelopment
        self.attention = attention
        self.search = search
        self.limits = RateLimits(limits)
        self.proxies = proxies
        self.spool = spool
        self.onCredential = onCredential
        self.onDenial = onDenial
    }

    /// The router of the whole site: the controllers of the modules, and the site's own.
    package func router(_ controllers: [any Controller]) -> Router<AppContext> {
        let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            SecurityHeaders()
            RequestLog()
            ErrorPages(site: self)
            RequestFraming()
            ClientAddress(proxies: self.proxies)
            CrossOriginProtection()
        }
        self.table(controllers).register(in: router, site: self)
        return router
    }

    /// All routes, those of the site itself among them.
    package func table(_ controllers: [any Controller]) -> RouteTable {
        let own: [any Controller] = [
            AssetController(library: self.assets), HomeController(), SearchController(), HelpController(),
            DesignController(isDevelopment: self.isDevelopment),
        ]
        let table = RouteTable(controllers + own)
        return RouteTable(controllers + own + [OpenAPIController(routes: table.routes)])
    }
}
