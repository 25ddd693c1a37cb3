/** The passwords that guessing starts with, of eight characters or more, lower case. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `12345678 123456789 1234567890 0123456789 11111111 00000000 88888888 87654321 987654321 1q2w3e4r 1qaz2wsx 1q2w3e4r5t
  password password1 password12 password123 passw0rd p@ssw0rd p@ssword pass1234 qwertyui qwertyuiop qwerty123 qwerty12
  asdfghjk asdfghjkl asdf1234 zxcvbnm1 abcd1234 abc12345 abc123456 aa123456 a1234567 a12345678 iloveyou iloveyou1
  sunshine princess football baseball superman trustno1 starwars whatever computer internet michelle jennifer jordan23
  welcome1 welcome123 letmein1 letmein123 changeme changeme1 admin123 admin1234 administrator administrator1 rootroot
  secret123 test1234 testtest tester12 default1 master123 dragon123 monkey123 shadow123 samsung1 liverpool chocolate
  sakura123 tokyo2020 nihon123 japan123 konnichiwa pokemon1 doraemon naruto123 engawa123 engawa1234`
    .split(/\s+/)
    .filter(Boolean),
);
