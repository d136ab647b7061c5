import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The listener for operators: `/live`, `/ready` and `/metrics`, on an address of its own that no browser reaches.
struct AdminListener {
    let address: Settings.Listener
    let metrics: MetricsRegistry
    let readiness: Readiness

    func application(logger: Logger) -> some ApplicationProtocol {
        let router = Router(context: BasicRequestContext.self)
        router.get("live") { _, _ in "live\n" }
        router.get("ready") { _, _ in
            let reason = self.readiness.reason
            return EditedResponse(
                status: reason == nil ? .ok : .serviceUnavailable, response: (reason ?? "ready") + "\n")
        }
        router.get("metrics") { _, _ in
            EditedResponse(
                headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"], response: self.metrics.exposition()
            )
        }
        return Application(
            router: router, server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: .init(address: .hostname(self.address.host, port: self.address.port)), logger: logger)
    }
}
