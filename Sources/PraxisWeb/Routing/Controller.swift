/// Routes that belong together.
package protocol Controller: Sendable {
    var routes: [Route] { get }
}
