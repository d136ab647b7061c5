import Postgres

extension VendorStatus: PostgresEncodable, PostgresDecodable {}
extension UnitOfMeasure: PostgresEncodable, PostgresDecodable {}
extension RequisitionStatus: PostgresEncodable, PostgresDecodable {}
extension Decision.Outcome: PostgresEncodable, PostgresDecodable {}
extension OrderStatus: PostgresEncodable, PostgresDecodable {}
