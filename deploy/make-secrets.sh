#!/bin/sh
# Makes the secrets that docker-compose.yml mounts, each once: what is there already is left alone.
# 生成 docker-compose.yml 所用的密钥文件；已有的不改动。
#
# The folder is for its owner alone. The files in it can be read by everybody, because each container reads them as a user of its own.
set -eu

folder=${1:-secrets}
umask 077
mkdir -p "$folder"
chmod 700 "$folder"

make() {
	path="$folder/$1"
	shift
	if [ -s "$path" ]; then
		echo "$path: kept 已有，保留"
		return
	fi
	openssl "$@" >"$path.new"
	chmod 444 "$path.new"
	mv "$path.new" "$path"
	echo "$path: made 已生成"
}

make postgres_password rand -hex 24
make database_password rand -hex 24
make admin_key rand -base64 32
make data_key rand -base64 32
make metrics_key rand -base64 32
make digest_key genpkey -algorithm ed25519
# Good for nothing until a provider of sign-ins is set; registered there then, or replaced by what it gives out.
make oidc_client_secret rand -base64 32

echo "Keep a copy of $folder/data_key apart from the database: without it ID numbers cannot be read again."
echo "请将 $folder/data_key 另行备份，与数据库分开保管：丢失后证件号码无法再读取。"
