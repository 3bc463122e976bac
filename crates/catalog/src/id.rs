//! Identifiers in the forms that AWS gives them. Randomness comes from the caller, as bytes, so
//! that this crate stays without it.

use crate::AccountId;

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE62: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE36: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// A unique id of IAM: a four-letter prefix (`AIDA` user, `AROA` role, `AGPA` group, `ANPA`
/// managed policy) and 17 characters (IAM User Guide, "IAM identifiers").
pub fn unique_id(prefix: &str, random: &[u8; 17]) -> String {
    let mut id = prefix.to_owned();
    id.extend(random.iter().map(|byte| pick(BASE32, *byte)));
    id
}

/// An access key id, 20 characters: the prefix (`AKIA`, or `ASIA` for temporary credentials),
/// the account in base 32 as AWS encodes it, and random characters.
pub fn access_key_id(prefix: &str, account: AccountId, random: &[u8; 8]) -> String {
    let number: u64 = account.as_str().parse().unwrap_or_default();
    let encoded = number / 2 + 0x80_0000_0000;
    let mut id = prefix.to_owned();
    for shift in (0..8).rev() {
        let digit = (encoded >> (shift * 5)) & 31;
        id.push(pick(BASE32, u8::try_from(digit).unwrap_or_default()));
    }
    // The ninth character's half of the alphabet holds the lowest bit of the account.
    let odd = u8::try_from(number % 2).unwrap_or_default();
    let mut bytes = random.iter();
    let ninth = bytes.next().copied().unwrap_or_default() % 16 + odd * 16;
    id.push(pick(BASE32, ninth));
    id.extend(bytes.map(|byte| pick(BASE32, *byte)));
    id
}

/// The account that an access key id carries; `None` for an id that carries none.
pub fn account_of_access_key(id: &str) -> Option<AccountId> {
    let digits = id.get(4..13)?.bytes();
    let mut values = digits.map(|digit| BASE32.iter().position(|letter| *letter == digit));
    let mut encoded: u64 = 0;
    for _ in 0..8 {
        encoded = encoded * 32 + u64::try_from(values.next()??).ok()?;
    }
    let odd = u64::from(values.next()?? >= 16);
    let number = encoded.checked_sub(0x80_0000_0000)? * 2 + odd;
    AccountId::parse(&format!("{number:012}")).ok()
}

/// A secret access key: 40 characters.
pub fn secret_access_key(random: &[u8; 30]) -> String {
    data_encoding::BASE64.encode(random)
}

/// The value of an API key: 40 characters.
pub fn api_key_value(random: &[u8; 40]) -> String {
    random.iter().map(|byte| pick(BASE62, *byte)).collect()
}

/// The id of a REST API: ten characters, lower case and digits.
pub fn rest_api_id(random: &[u8; 10]) -> String {
    random.iter().map(|byte| pick(BASE36, *byte)).collect()
}

/// The id of a resource, a deployment or another part of a REST API: six characters.
pub fn api_part_id(random: &[u8; 6]) -> String {
    random.iter().map(|byte| pick(BASE36, *byte)).collect()
}

/// What follows the letter and the hyphen in an id of AWS Organizations: lower case and digits.
pub fn lower_case<const N: usize>(random: &[u8; N]) -> String {
    random.iter().map(|byte| pick(BASE36, *byte)).collect()
}

/// An id of EC2 in the long form: `vpc-` and 17 hexadecimal digits.
pub fn ec2_id(prefix: &str, random: &[u8; 9]) -> String {
    let mut hex = data_encoding::HEXLOWER.encode(random);
    hex.truncate(17);
    format!("{prefix}-{hex}")
}

fn pick<const N: usize>(alphabet: &[u8; N], byte: u8) -> char {
    let index = usize::from(byte) % N;
    alphabet.get(index).copied().map_or('a', char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_access_key_id_carries_its_account_as_aws_encodes_it() {
        let even = AccountId::parse("222222222222").unwrap();
        let id = access_key_id("AKIA", even, &[0; 8]);
        assert_eq!(id.len(), 20);
        // Decode as the published scheme says: base 32 of characters 5 to 12, minus the offset, doubled.
        let digits = &id[4..12];
        let value = digits.bytes().fold(0u64, |value, byte| {
            value * 32 + BASE32.iter().position(|letter| *letter == byte).unwrap() as u64
        });
        assert_eq!((value - 0x80_0000_0000) * 2, 222_222_222_222);
        let odd = AccountId::parse("111111111111").unwrap();
        assert_eq!(&access_key_id("AKIA", odd, &[0; 8])[12..13], "Q");
    }

    #[test]
    fn an_access_key_id_gives_its_account_back() {
        for account in [
            "000000000000",
            "000000000001",
            "222222222222",
            "999999999999",
        ] {
            let account = AccountId::parse(account).unwrap();
            for byte in [0, 17, 255] {
                let id = access_key_id("ASIA", account, &[byte; 8]);
                assert_eq!(account_of_access_key(&id), Some(account));
            }
        }
        for other in [
            "",
            "AKIA",
            "AKIA0000000000000000",
            "AKIAAAAAAAAAAAAAAAAA",
            "AKIAéééééééééé",
        ] {
            assert_eq!(account_of_access_key(other), None, "{other}");
        }
    }

    #[test]
    fn ids_have_the_lengths_that_tools_check() {
        assert_eq!(unique_id("AROA", &[7; 17]).len(), 21);
        assert_eq!(
            ec2_id("vpce", &[0xab; 9]),
            "vpce-abababababababababab"[..22].to_owned()
        );
        assert_eq!(rest_api_id(&[255; 10]).len(), 10);
        assert_eq!(secret_access_key(&[1; 30]).len(), 40);
    }
}
