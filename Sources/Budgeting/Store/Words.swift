import Postgres

extension AccountType: PostgresEncodable, PostgresDecodable {}
extension AccountSide: PostgresEncodable, PostgresDecodable {}
extension CostBehavior: PostgresEncodable, PostgresDecodable {}
extension CostDriver: PostgresEncodable, PostgresDecodable {}
extension ControlLevel: PostgresEncodable, PostgresDecodable {}
extension BudgetVersion.Kind: PostgresEncodable, PostgresDecodable {}
extension BudgetStatus: PostgresEncodable, PostgresDecodable {}
extension BudgetEntry.Kind: PostgresEncodable, PostgresDecodable {}
