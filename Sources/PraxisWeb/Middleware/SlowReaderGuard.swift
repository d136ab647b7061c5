package import NIOCore

/// Closes a connection whose client does not read: an answer, or a part of a streamed one, must be taken within the
/// limit. Idle connections without anything to send are left alone.
package final class SlowReaderGuard: ChannelOutboundHandler, RemovableChannelHandler {
    package typealias OutboundIn = NIOAny
    package typealias OutboundOut = NIOAny

    private let limit: TimeAmount
    private var pending = 0
    private var taken = 0

    /// - Parameter limit: how long one part may wait to be taken.
    package init(limit: TimeAmount = .seconds(60)) { self.limit = limit }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let written = promise ?? context.eventLoop.makePromise()
        self.pending += 1
        if self.pending == 1 { self.watch(context) }
        written.futureResult.assumeIsolated().whenComplete { _ in
            self.pending -= 1
            self.taken += 1
        }
        context.write(data, promise: written)
    }

    /// Looks again after the limit; closes where nothing was taken since.
    private func watch(_ context: ChannelHandlerContext) {
        let before = self.taken
        context.eventLoop.assumeIsolated().scheduleTask(in: self.limit) {
            guard self.pending > 0 else { return }
            if self.taken == before { context.close(promise: nil) } else { self.watch(context) }
        }
    }
}
