package import NIOCore
package import NIOHTTPTypes

/// Closes a connection whose client goes on sending a body that nobody wants any more.
///
/// What a route wants is read within its own limits. But a request may have its answer before its body is there: nothing
/// stands at the path, the method is another, nobody is signed in, the body is too large or too slow. What is left of it
/// must then come within the limit; bytes that trickle in do not count as life.
package final class SlowBodyGuard: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPRequestPart
    package typealias InboundOut = HTTPRequestPart
    package typealias OutboundIn = HTTPResponsePart
    package typealias OutboundOut = HTTPResponsePart

    private let limit: TimeAmount
    /// Requests that came to their end, and answers that did.
    private var requests = 0
    private var answers = 0

    /// - Parameter limit: how long the rest of a body may take once its request has an answer.
    package init(limit: TimeAmount = .seconds(5)) { self.limit = limit }

    /// Counts requests that came to their end.
    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .end = self.unwrapInboundIn(data) { self.requests += 1 }
        context.fireChannelRead(data)
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = self.unwrapOutboundIn(data) {
            self.answers += 1
            if self.requests < self.answers { self.watch(self.answers, context) }
        }
        context.write(data, promise: promise)
    }

    /// Looks after the limit whether the request with that answer has come to its end.
    private func watch(_ number: Int, _ context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().scheduleTask(in: self.limit) {
            if self.requests < number { context.close(promise: nil) }
        }
    }
}
