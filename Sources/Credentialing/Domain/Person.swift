package import PraxisCore

/// One human of the practice, as credentialing speaks of them.
package enum Person {
    package typealias ID = Identifier<Person>
}
