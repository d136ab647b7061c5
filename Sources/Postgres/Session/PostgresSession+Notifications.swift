import CLibPQ
import Glibc

extension PostgresSession {
    func listen(_ channels: [String]) throws(PostgresError) {
        guard let raw = self.connection?.raw else { throw .closed }
        for channel in channels {
            guard let name = PQescapeIdentifier(raw, channel, channel.utf8.count) else { throw .connectionLost }
            defer { PQfreemem(name) }
            try self.connection?.execute("LISTEN \(String(cString: name))")
        }
    }

    /// Blocks until notifications came, or none and the interrupter wants the thread back.
    func nextNotifications(_ interrupter: Interrupter) throws(PostgresError) -> [PostgresNotification] {
        guard let raw = self.connection?.raw else { throw .closed }
        while true {
            var notifications: [PostgresNotification] = []
            while let notice = PQnotifies(raw) {
                defer { PQfreemem(notice) }
                notifications.append(
                    PostgresNotification(
                        channel: String(cString: notice.pointee.relname), payload: String(cString: notice.pointee.extra)
                    ))
            }
            guard notifications.isEmpty else { return notifications }
            var entries = [
                pollfd(fd: PQsocket(raw), events: Int16(POLLIN), revents: 0),
                pollfd(fd: interrupter.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&entries, 2, -1) > 0 else { continue }
            if entries[1].revents != 0 { return [] }
            guard PQconsumeInput(raw) == 1 else { throw .connectionLost }
        }
    }
}
