import Hummingbird
import Logging
import NIOCore

/// The listener for people and API clients. TLS, compression and slow clients are the proxy's.
struct SiteListener {
    let settings: Settings
    let services: Services

    func application(logger: Logger, onRunning: @escaping @Sendable () -> Void) -> some ApplicationProtocol {
        Application(
            router: Router(context: BasicRequestContext.self),
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(30),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16_384, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100))),
            configuration: .init(
                address: .hostname(self.settings.http.host, port: self.settings.http.port),
                availableConnectionsDelegate: .maximum(self.settings.http.connections, logger: logger)),
            onServerRunning: { _ in onRunning() }, logger: logger)
    }
}
