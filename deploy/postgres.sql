-- One database for each store; backups and restores can then go one by one.
CREATE DATABASE desk;
CREATE DATABASE tracker;
CREATE DATABASE crm;
