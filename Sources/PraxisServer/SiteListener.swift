import FoundationEssentials
import Hummingbird
import Logging
import NIOCore
import PraxisWeb

/// The listener for people and API clients. TLS, compression and slow clients are the proxy's.
struct SiteListener {
    let settings: Settings
    let services: Services

    func application(
        logger: Logger, onRunning: @escaping @Sendable () -> Void
    ) throws -> some ApplicationProtocol {
        let assets = try AssetLibrary(others: URL(filePath: self.settings.assetsDirectory))
        if !assets.isComplete {
            logger.notice("pages are plain: htmx, icons and fonts were not fetched (deploy/fetch-assets)")
        }
        let rate = Double(self.settings.http.rate)
        let site = self.services.site(
            assets, isDevelopment: self.settings.showsDesign, limits: .init(burst: rate * 4, rate: rate),
            proxies: self.settings.http.proxies,
            spool: UploadSpool(
                folder: self.settings.filesDirectory + "/uploads",
                limit: self.settings.http.upload + UploadSpool.framing))
        return Application(
            router: site.router(self.services.controllers),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [SlowReaderGuard(), SlowBodyGuard()], idleTimeout: .seconds(30),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16_384, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100))),
            configuration: .init(
                address: .hostname(self.settings.http.host, port: self.settings.http.port),
                availableConnectionsDelegate: .maximum(self.settings.http.connections, logger: logger)),
            onServerRunning: { _ in onRunning() }, logger: logger)
    }
}
