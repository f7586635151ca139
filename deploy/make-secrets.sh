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
	if [ -s "$path" ]; then
		echo "$path: kept 已有，保留"
		return
	fi
	openssl rand "$2" "$3" >"$path.new"
	chmod 444 "$path.new"
	mv "$path.new" "$path"
	echo "$path: made 已生成"
}

make postgres_password -hex 24
make database_password -hex 24
make admin_key -base64 32
make data_key -base64 32
make metrics_key -base64 32

echo "Keep a copy of $folder/data_key apart from the database: without it ID numbers cannot be read again."
echo "请将 $folder/data_key 另行备份，与数据库分开保管：丢失后证件号码无法再读取。"
